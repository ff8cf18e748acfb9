package dev.licencekeys.examples.storefront.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** A download page that was open longer than its session lasts is opened anew, instead of an error that no customer understands. */
@Component
class StalePages implements AccessDeniedHandler {
    private static final Pattern DOWNLOADS = Pattern.compile("(/downloads/[A-Za-z0-9_-]+)/.*");

    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException, ServletException {
        Matcher page = DOWNLOADS.matcher(request.getRequestURI());
        if (refusal instanceof CsrfException && page.matches()) {
            response.sendRedirect(page.group(1) + "?again");
        } else {
            otherwise.handle(request, response, refusal);
        }
    }
}
