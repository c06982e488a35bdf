package org.vimeter.web.kit;

import jakarta.inject.Singleton;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.IContext;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.ILinkBuilder;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The template engine. Works without a container, so that a test can render a page. */
@Singleton
public class Templates {
    private final TemplateEngine engine = new TemplateEngine();

    public Templates() {
        var resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        engine.setMessageResolver(new Messages());
        engine.setLinkBuilder(links());
    }

    static ILinkBuilder links() {
        return new AtTheRoot();
    }

    String render(String template, IContext context) {
        return engine.process(template, context);
    }

    /** Vimeter stands at the root of its host, and its templates know no request. */
    private static final class AtTheRoot extends StandardLinkBuilder {
        @Override
        protected String computeContextPath(IExpressionContext context, String base, Map<String, Object> parameters) {
            return "";
        }

        @Override
        protected String processLink(IExpressionContext context, String link) {
            return link;
        }
    }
}
