package org.vimeter.web.kit;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/** The texts of the pages. A text that is missing is an error, never an empty place on a page. */
final class Messages extends AbstractMessageResolver {
    static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    /** The first is the default. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, RUSSIAN);

    static ResourceBundle bundle(Locale language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("org.vimeter.web.messages", language, control);
    }

    static String text(Locale language, String key, Object... operands) {
        return new MessageFormat(bundle(language).getString(key), language).format(operands);
    }

    @Override
    public String resolveMessage(
            ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] operands) {
        return text(context.getLocale(), key, operands == null ? new Object[0] : operands);
    }

    @Override
    public @Nullable String createAbsentMessageRepresentation(
            ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] operands) {
        return null;
    }
}
