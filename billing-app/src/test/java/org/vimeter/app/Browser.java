package org.vimeter.app;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A real Chromium, headless. */
final class Browser implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "bound of evaluations");
        thread.setDaemon(true);
        return thread;
    });

    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));

    Page page(boolean javaScript, int width, ColorScheme scheme) {
        return page(javaScript, "en", width, scheme);
    }

    /** A phone or a desk, in a language, without JavaScript: what every form must work in. */
    Page plain(String language, int width, ColorScheme scheme) {
        return page(false, language, width, scheme);
    }

    /** The same, on a page that runs scripts. */
    Page scripted(String language, int width, ColorScheme scheme) {
        return page(true, language, width, scheme);
    }

    private Page page(boolean javaScript, String language, int width, ColorScheme scheme) {
        var context = chromium.newContext(new NewContextOptions()
                .setJavaScriptEnabled(javaScript)
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale(language));
        context.setDefaultTimeout(LONGEST.toMillis());
        return context.newPage();
    }

    /**
     * The same address, seen by the same person on a page that runs scripts, and what {@link #faults} finds there. On a page
     * without them a Chromium need not run any timer, and axe then waits for ever.
     */
    List<String> faultsOf(Page plain, ColorScheme scheme, String where) {
        var language = plain.locator("html").getAttribute("lang");
        try (var context =
                page(true, language, plain.viewportSize().width, scheme).context()) {
            context.addCookies(plain.context().cookies());
            var scripted = context.pages().get(0);
            scripted.navigate(plain.url());
            return faults(scripted, where);
        }
    }

    /**
     * What a page gets wrong for people: sideways scrolling, and every rule of axe up to WCAG 2.2 AA.
     *
     * @param page one that runs scripts
     */
    static List<String> faults(Page page, String where) {
        return bounded(page, LONGEST, () -> {
            var wrong = new ArrayList<>(sideways(page, where));
            new AxeBuilder(page)
                    .setLegacyMode(
                            true) // there are no foreign frames, and the other way opens a page of its own for each
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                    .analyze()
                    .getViolations()
                    .forEach(one -> wrong.add(
                            where + one.getId() + " " + one.getNodes().get(0).getHtml()));
            return wrong;
        });
    }

    /** The first of {@link #faults} alone: for looks in which axe would find what it found in another one. */
    static List<String> sideways(Page page, String where) {
        var beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return Integer.valueOf(0).equals(beyond) ? List.of() : List.of(where + "scrolls sideways");
    }

    /** Playwright bounds clicks and navigations, but no evaluation; this does, and names the page that did not answer. */
    static <T> T bounded(Page page, Duration longest, Supplier<T> work) {
        var url = page.url();
        var worker = Thread.currentThread();
        var late = new AtomicBoolean();
        var bound = WATCH.schedule(
                () -> {
                    late.set(true);
                    worker.interrupt();
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } catch (PlaywrightException e) {
            if (late.get()) {
                throw new AssertionError(url + " did not answer a script within " + longest.toSeconds() + " s", e);
            }
            throw e;
        } finally {
            bound.cancel(false);
        }
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
