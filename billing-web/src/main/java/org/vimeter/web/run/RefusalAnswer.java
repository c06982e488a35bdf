package org.vimeter.web.run;

import org.jspecify.annotations.Nullable;

record RefusalAnswer(
        String vm, @Nullable String meter, @Nullable String raw, String problem) {}
