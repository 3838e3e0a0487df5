package io.slipway.integration.http;

import io.slipway.integration.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What a problem means, at the address that names its type. */
@RestController
class ProblemPages {

    @GetMapping(path = ProblemType.ADDRESS + "{code}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> explain(@PathVariable String code) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .map(type -> ResponseEntity.ok(page(type)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(list()));
    }

    @GetMapping(path = ProblemType.ADDRESS, produces = MediaType.TEXT_HTML_VALUE)
    String list() {
        return frame(
                "Problems of the Slipway API",
                Arrays.stream(ProblemType.values())
                        .map(type -> "<li><a href=\"" + type.code() + "\">" + escape(type.title()) + "</a> ("
                                + type.status() + ")</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>")));
    }

    private static String page(ProblemType type) {
        return frame(
                type.title(),
                "<p>Status " + type.status() + ", type <code>" + type.address() + "</code></p><p>"
                        + escape(type.meaning()) + "</p><p><a href=\"./\">All problems</a></p>");
    }

    private static String frame(String title, String content) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + escape(title) + "</title>"
                + "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}"
                + "code{font-size:.95em}</style></head><body><h1>" + escape(title) + "</h1>" + content
                + "</body></html>";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
