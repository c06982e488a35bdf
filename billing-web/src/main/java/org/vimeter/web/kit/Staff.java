package org.vimeter.web.kit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Currencies;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/** Who calls, and the readers of texts that every resource needs. */
@RequestScoped
public class Staff {
    private static final int LONGEST = 40;

    @Inject
    private HttpServletRequest request;

    public String name() {
        return request.getUserPrincipal().getName();
    }

    public static Response created(String path, Object entity) {
        return Response.created(URI.create("/api/v1/" + path)).entity(entity).build();
    }

    public static Currency currency(String code) {
        return Currencies.find(code).orElseThrow(() -> Refused.because("account.currency", code));
    }

    public static Money money(String amount, Currency currency) {
        try {
            return new Money(number(amount), currency);
        } catch (IllegalArgumentException e) {
            throw Refused.because("money.amount", amount, currency);
        }
    }

    public static BigDecimal number(String text) {
        if (text.length() > LONGEST || !text.matches("-?\\d+(\\.\\d+)?")) {
            throw Refused.because("request.number", text);
        }
        return new BigDecimal(text);
    }

    public static LocalDate day(String text) {
        return Days.of(text);
    }

    public static @Nullable LocalDate dayOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : day(text);
    }

    public static @Nullable YearMonth monthOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : Days.month(text);
    }

    public static @Nullable Boolean flagOrNull(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Refused.because("request.constant", text, "[true, false]");
        }
        return Boolean.valueOf(text);
    }

    public static <E extends Enum<E>> E constant(Class<E> type, @Nullable String text, E otherwise) {
        var constant = constantOrNull(type, text);
        return constant == null ? otherwise : constant;
    }

    public static <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw Refused.because("request.constant", text, Arrays.toString(type.getEnumConstants()));
    }
}
