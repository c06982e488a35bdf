package org.vimeter.web.order;

import org.jspecify.annotations.Nullable;
import org.vimeter.web.kit.MoneyAnswer;

/** @param largest null where no limit bounds it */
record MostAnswer(String addOn, String period, @Nullable MoneyAnswer largest) {}
