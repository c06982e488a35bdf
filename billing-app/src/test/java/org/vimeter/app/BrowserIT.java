package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the page tests rest on: a page that hangs is a failure that names it, and the browser can go on. */
class BrowserIT {
    @Test
    void aScriptThatNeverAnswersIsAFailureThatNamesItsPage() {
        try (var browser = new Browser()) {
            var page = browser.page(true, 1280, ColorScheme.LIGHT);
            page.navigate("data:text/html,<title>stuck</title>");
            assertThatThrownBy(() ->
                            Browser.bounded(page, Duration.ofSeconds(2), () -> page.evaluate("new Promise(() => {})")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("stuck");
            assertThat(page.evaluate("1 + 1")).isEqualTo(2);
        }
    }
}
