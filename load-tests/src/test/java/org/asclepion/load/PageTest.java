package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
  @Test
  void showsServerFloorAndTargets() throws IOException {
    String page = Page.of(List.of(line("W1", 1, "0.29", ""), line("W2", 1, "0.9", "")));
    assertTrue(page.contains("W1: 40 rooms of 20 people"), page);
    assertTrue(page.contains("<td>server CPU, cores<td>0.290<td>≤ 0.320<td class='met'>met"), page);
    assertTrue(page.contains("<td>1.45<td>≤ 1.40<td class='missed'>missed"), page);
    assertTrue(page.contains("not measured"), page);
    assertTrue(page.contains("prefers-color-scheme: dark"), page);
    assertFalse(
        page.contains("http:") || page.contains("https:") || page.contains("<script"), page);
    assertFalse(page.contains("NaN<"), page);
  }

  @Test
  void whatARunSaysIsTextAndNothingElse() throws IOException {
    String page = Page.of(List.of(line("W1", 1, "0.29", ",'fault':'<b>no & never</b>'")));
    assertTrue(page.contains("&lt;b&gt;no &amp; never"), page);
    assertThrows(UsageException.class, () -> Page.of(List.of(line("<W9>", 1, "1", ""))));
  }

  @Test
  void aLongRunIsDrawnOverTime() throws IOException {
    ObjectNode line = line("W1", 1, "0.29", "");
    assertFalse(Page.of(List.of(line)).contains("Over time"));
    var series = ((ObjectNode) line.path("server")).putArray("series");
    series.addObject().put("atSeconds", 10).put("rssMb", 200).putNull("cpuCores");
    series.addObject().put("atSeconds", 20).put("rssMb", 100).putNull("cpuCores");
    String page = Page.of(List.of(line));
    assertTrue(page.contains("Over time"), page);
    assertTrue(page.contains("<polyline class='course' points='230.0,8.0 412.0,69.0'/>"), page);
    assertEquals(1, page.split("<polyline", -1).length - 1, "a figure nobody tells has no chart");
  }

  @Test
  void axesEndAtRoundNumbers() {
    assertEquals(1, LineChart.round(0));
    assertEquals(0.4, LineChart.round(0.3), 1e-9);
    assertEquals(10, LineChart.round(10), 1e-9);
    assertEquals(400, LineChart.round(201), 1e-9);
    assertEquals(1_000, LineChart.round(601), 1e-9);
  }

  @Test
  void theMedianDecides() throws IOException {
    List<ObjectNode> runs =
        List.of(line("W1", 1, "0.9", ""), line("W1", 2, "0.3", ""), line("W1", 3, "0.31", ""));
    JsonNode first = WorkloadCommand.medians(Standard.W1, runs).path("targets").get(0);
    assertEquals(0.31, first.path("median").asDouble());
    assertTrue(first.path("met").asBoolean());
    JsonNode unknown = WorkloadCommand.medians(Standard.W1, runs).path("targets").get(2);
    assertFalse(unknown.path("met").asBoolean(), "what is not measured is not met");
    assertEquals(0.35, WorkloadCommand.median(new double[] {0.3, 0.4}), 1e-9);
  }

  private static ObjectNode line(String workload, int run, String cores, String more)
      throws IOException {
    String json =
        ("{'workload':'%s','run':%d,'cores':2,'server':{'server':{'cpuCores':%s},'deliveredPercent':99.5,"
             + "'poseLatencyMs':{'p50':4,'p99':11}},'floor':{'server':{'cpuCores':0.2}},'ratio':{'cpu':1.45}%s}")
            .formatted(workload, run, cores, more)
            .replace('\'', '"');
    return (ObjectNode) new ObjectMapper().readTree(json);
  }
}
