package dev.licencekeys.examples.storefront;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A shop that sells downloads with licence keys: what its customers see, and what its merchant does. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableAsync
@EnableScheduling
public class Storefront {
    public static void main(String[] args) {
        SpringApplication.run(Storefront.class, args);
    }
}
