package dev.licencekeys.examples.storefront.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may do what. Customers need no login: whoever has the address of a download page may see it, so no page tells another
 * site where it was, and none is kept by a cache.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Nothing but our own files: no script or style within a page, nothing from elsewhere, in nobody's frame. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, StalePages stale) throws Exception {
        PathPatternRequestMatcher.Builder post = PathPatternRequestMatcher.withDefaults();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/admin", "/admin/**")
                        .hasRole(MerchantLogin.ROLE)
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/admin"))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                // Platforms have no session of ours, and sign what they send.
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        post.matcher(HttpMethod.POST, "/webhooks/shopify"),
                        post.matcher(HttpMethod.POST, "/webhooks/woocommerce")))
                .exceptionHandling(refused -> refused.accessDeniedHandler(stale))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    UserDetailsService merchants(MerchantLogin login) {
        return new InMemoryUserDetailsManager(login.details());
    }
}
