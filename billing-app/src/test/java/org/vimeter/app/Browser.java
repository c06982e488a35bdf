package org.vimeter.app;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A real Chromium, headless. */
final class Browser implements AutoCloseable {
    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));

    Page page(boolean javaScript, int width, ColorScheme scheme) {
        return chromium.newContext(new NewContextOptions()
                        .setJavaScriptEnabled(javaScript)
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme)
                        .setLocale("en"))
                .newPage();
    }

    /** A phone or a desk, in a language, without JavaScript: what every form must work in. */
    Page plain(String language, int width, ColorScheme scheme) {
        return chromium.newContext(new NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme)
                        .setLocale(language))
                .newPage();
    }

    /** What a page gets wrong for people: sideways scrolling, and every rule of axe up to WCAG 2.2 AA. */
    static List<String> faults(Page page, String where) {
        var wrong = new ArrayList<String>();
        if (!Integer.valueOf(0)
                .equals(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))) {
            wrong.add(where + "scrolls sideways");
        }
        new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .forEach(one -> wrong.add(
                        where + one.getId() + " " + one.getNodes().get(0).getHtml()));
        return wrong;
    }

    private static Path executable() {
        return Stream.of(
                        System.getenv("VIMETER_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No browser for the page tests: apt-get install chromium, or set VIMETER_CHROMIUM to one"));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
