package io.weft.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command found out: the same facts as aligned lines for a person or as one JSON object for
 * a program. In JSON a label is written in camelCase.
 */
public final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> facts = new LinkedHashMap<>();

  public Report add(String label, Object value) {
    facts.put(label, value);
    return this;
  }

  /** Prints and flushes. */
  public void print(PrintWriter out, boolean json) {
    if (json) {
      ObjectNode object = JSON.createObjectNode();
      facts.forEach((label, value) -> object.set(camelCase(label), node(value)));
      out.println(object);
    } else {
      int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
      facts.forEach((label, value) -> out.printf("%-" + (width + 2) + "s%s%n", label, value));
    }
    out.flush();
  }

  private static JsonNode node(Object value) {
    return value instanceof Number || value instanceof Boolean || value instanceof JsonNode
        ? JSON.valueToTree(value)
        : JSON.valueToTree(value.toString());
  }

  private static String camelCase(String label) {
    StringBuilder out = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c == ' ') {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.toString();
  }
}
