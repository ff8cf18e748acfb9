package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.examples.storefront.shop.ShopSettings;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A page that can't be shown says why: of an address with a mistake in it, for instance. */
@ControllerAdvice(basePackageClasses = Failures.class)
class Failures {
    private final ShopSettings shop;

    Failures(ShopSettings shop) {
        this.shop = shop;
    }

    @ExceptionHandler(LicenceKeysException.class)
    String refused(LicenceKeysException failure, Model model, HttpServletResponse response) {
        HttpStatus status = failure.isTransient() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_REQUEST;
        response.setStatus(status.value());
        model.addAttribute("failed", Flash.words(failure));
        // What the frame needs: of the page that failed nothing is left.
        model.addAttribute("shopName", shop.name());
        return "merchant/failed";
    }
}
