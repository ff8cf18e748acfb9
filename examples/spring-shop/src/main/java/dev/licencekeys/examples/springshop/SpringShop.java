package dev.licencekeys.examples.springshop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A shop backend that is told of paid orders, and delivers their licence keys. */
@SpringBootApplication
public class SpringShop {
    public static void main(String[] args) {
        SpringApplication.run(SpringShop.class, args);
    }
}
