package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import java.security.Principal;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An upload, step by step: what it would do, how far it is, what it did. */
@Controller
class UploadPages {
    private static final String PATH = "/admin/uploads";

    private final Uploads uploads;
    private final Wording say;

    UploadPages(Uploads uploads, Wording say) {
        this.uploads = uploads;
        this.say = say;
    }

    @PostMapping(PATH)
    String check(UploadForm form, Principal merchant, RedirectAttributes next) {
        try {
            Upload upload = uploads.check(form.name(), form.content(), form.isCsv(), form.options(merchant.getName()));
            return "redirect:" + PATH + "/" + upload.id();
        } catch (LicenceKeysException e) {
            next.addAttribute("tag", form.tag());
            return Flash.failed(next, PoolsPage.PATH, Flash.words(e));
        }
    }

    @GetMapping(PATH + "/{id}")
    String upload(@PathVariable UUID id, Model model, RedirectAttributes next) {
        return uploads.find(id)
                .map(upload -> {
                    model.addAttribute("upload", upload);
                    model.addAttribute("stand", upload.stand());
                    model.addAttribute("pool", Refs.name(upload.options().pool()));
                    model.addAttribute("tag", Refs.tag(upload.options().pool()));
                    return "merchant/upload";
                })
                .orElseGet(() -> Flash.failed(
                        next, PoolsPage.PATH, "That upload is no longer here. The audit log tells what was imported."));
    }

    /** For the page's script, which shows how far it is. */
    @GetMapping(PATH + "/{id}/progress")
    @ResponseBody
    Progress progress(@PathVariable UUID id) {
        Upload.Stand stand = existing(id).stand();
        return new Progress(
                stand.state() == Upload.State.RUNNING, stand.percent(), say.count(stand.lines(), "line") + " read");
    }

    /**
     * How far an import is.
     *
     * @param running whether there is more to come
     * @param percent of what is there to read
     * @param text the same in words
     */
    record Progress(boolean running, int percent, String text) {}

    @PostMapping(PATH + "/{id}/import")
    String start(@PathVariable UUID id) {
        uploads.start(existing(id));
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/discard")
    String discard(@PathVariable UUID id, RedirectAttributes next) {
        uploads.discard(id);
        return Flash.done(next, PoolsPage.PATH, "Nothing was imported.");
    }

    @PostMapping(PATH + "/{id}/undo")
    String undo(@PathVariable UUID id, @RequestParam String reason, Principal merchant, RedirectAttributes next) {
        return Flash.after(next, PATH + "/" + id, () -> {
            long forgotten = uploads.undo(existing(id), new Act(merchant.getName(), reason));
            return "Undone: " + say.keys(forgotten) + " left the stock again. What customers have stays with them.";
        });
    }

    private Upload existing(UUID id) {
        return uploads.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
