package org.vimeter.web.kit;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Writes answers as JSON. What is public in them is written also where their class is hidden in its package: the server's
 * binding, left alone, fails on those.
 */
@Provider
public class JsonTexts implements ContextResolver<Jsonb> {
    private static final Jsonb JSON =
            JsonbBuilder.create(new JsonbConfig().withPropertyVisibilityStrategy(new PublicMembers()));

    private static final class PublicMembers implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return isOpened(field);
        }

        @Override
        public boolean isVisible(Method method) {
            return isOpened(method);
        }

        private static <M extends AccessibleObject & Member> boolean isOpened(M member) {
            return Modifier.isPublic(member.getModifiers()) && member.trySetAccessible();
        }
    }

    static String text(Object answer) {
        return JSON.toJson(answer);
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSON;
    }
}
