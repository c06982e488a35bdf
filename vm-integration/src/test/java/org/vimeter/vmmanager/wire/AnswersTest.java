package org.vimeter.vmmanager.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.vimeter.vm.ServerFault;

class AnswersTest {
    private static HttpAnswer answer(String text) {
        return Documents.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anOnlyRowIsTheSameAloneAndInAnArray() throws ServerFault {
        var alone = JsonAnswer.read(answer("{\"list\": {\"id\": 1}}"));
        var array = JsonAnswer.read(answer("{\"list\": [{\"id\": 1}]}"));
        assertThat(alone.all("list")).hasSize(1);
        assertThat(array.all("list").get(0).textOf("id")).isEqualTo("1");
        assertThat(JsonAnswer.read(answer("{\"list\": []}")).all("list")).isEmpty();
    }

    @Test
    void arraysInArraysKeepTheirPlacesAndNullIsNotEmpty() throws ServerFault {
        var root = JsonAnswer.read(answer("[{\"datapoints\": [[1.50, 2], [null, 3], [\"\", 4]]}]"));
        var points = root.children().get(0).all("datapoints");
        assertThat(points).extracting(point -> point.children().get(0).text()).containsExactly("1.50", "", "");
        assertThat(points)
                .extracting(point -> point.children().get(0).attribute(JsonAnswer.NULL))
                .containsExactly("", "yes", "");
    }

    @Test
    void rowsAreHandedOnAndNotKept() throws ServerFault {
        var names = new ArrayList<String>();
        var rows = new Rows("elem", row -> names.add(row.textOf("name")));
        var root = XmlAnswer.read(
                answer("<doc><list><elem><name>a</name></elem><elem><name>b</name></elem></list><x/></doc>"), rows);
        assertThat(names).containsExactly("a", "b");
        assertThat(root.descendants("elem")).isEmpty();
        assertThat(root.child("x")).isPresent();
    }

    @Test
    void moreThanCanBeHeldIsNotReadButAsManyRowsAsThereAreIs() throws ServerFault {
        int many = Budget.MOST + 1;
        assertThatThrownBy(() -> XmlAnswer.read(answer("<doc>" + "<a/>".repeat(many) + "</doc>")))
                .hasMessageContaining("more than 500000 parts");
        assertThatThrownBy(() -> JsonAnswer.read(answer("{\"a\": [" + "1,".repeat(many) + "1]}")))
                .hasMessageContaining("more than 500000 parts");
        var count = new int[1];
        var row = "<a><b/><b/><b/></a>".repeat(200_000);
        XmlAnswer.read(answer("<doc>" + row + "</doc>"), new Rows("a", one -> count[0]++));
        var rows = "{\"id\": 1, \"name\": 2, \"c\": [1, 2]},".repeat(200_000);
        JsonAnswer.read(answer("{\"a\": [" + rows + "{}]}"), new Rows("a", one -> count[0]++));
        assertThat(count[0]).isEqualTo(400_001);
        assertThatThrownBy(() ->
                        XmlAnswer.read(answer("<doc>" + "<a/>".repeat(many) + "</doc>"), new Rows("a", one -> {})))
                .hasMessageContaining("more than 500000 parts");
        assertThatThrownBy(() ->
                        XmlAnswer.read(answer("<doc>" + "<x/><a/>".repeat(many) + "</doc>"), new Rows("a", one -> {})))
                .hasMessageContaining("more than 500000 parts");
    }

    @Test
    void aTextInAMillionPiecesIsReadInOneGo() throws ServerFault {
        var root = XmlAnswer.read(answer("<doc><a>" + "x<!-- -->".repeat(1_000_000) + "</a></doc>"));
        assertThat(root.textOf("a")).hasSize(1_000_000);
    }
}
