package io.weft.node.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.weft.node.rpc.MethodTable.Method;
import io.weft.node.rpc.MethodTable.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0: takes a request or a batch of them apart, runs the methods and puts the answer
 * together. Stateless; any number of threads may call it.
 *
 * <p>The requests of a batch run in their order, so that a later one sees what an earlier one did.
 * Neighbours of a method that takes groups are handed over together.
 */
public final class RpcDispatcher {
  private static final Logger LOG = System.getLogger(RpcDispatcher.class.getName());

  private final MethodTable table;
  private final int maxBatch;

  public RpcDispatcher(MethodTable table, int maxBatch) {
    this.table = table;
    this.maxBatch = maxBatch;
  }

  /** A request whose form is right. {@code id} is null for a notification, which gets no answer. */
  private record Request(@Nullable JsonNode id, String methodName, @Nullable JsonNode params) {}

  /** What will be said about one element of a batch; {@code outcome} is set once it ran. */
  private static final class Slot {
    final @Nullable JsonNode id;
    final @Nullable Request request;
    @Nullable Outcome outcome;

    Slot(Request request) {
      this.id = request.id;
      this.request = request;
    }

    Slot(@Nullable JsonNode id, RpcException malformed) {
      this.id = id == null ? Json.nothing() : id;
      this.request = null;
      this.outcome = new Outcome.Failure(malformed);
    }
  }

  /** Answers one request body; null where nothing is to be said, as to notifications. */
  public byte @Nullable [] answer(byte[] body, Session session) {
    JsonNode message;
    try {
      message = Json.parse(body);
    } catch (RpcException e) {
      return single(new Slot(null, e));
    }
    if (!message.isArray()) {
      Slot slot = read(message);
      run(List.of(slot), session);
      return slot.id == null ? null : single(slot);
    }
    if (message.isEmpty()) {
      return single(new Slot(null, RpcException.of(RpcException.INVALID_REQUEST, "empty batch")));
    }
    List<Slot> slots = new ArrayList<>(message.size());
    if (message.size() > maxBatch) {
      slots.add(tooLarge(message));
    } else {
      message.forEach(element -> slots.add(read(element)));
      run(slots, session);
    }
    slots.removeIf(slot -> slot.id == null);
    return slots.isEmpty() ? null : batch(slots);
  }

  private Slot tooLarge(JsonNode batch) {
    String why = "batch too large: expected at most " + maxBatch + " requests, got " + batch.size();
    return new Slot(batch.get(0).get("id"), RpcException.of(RpcException.INVALID_REQUEST, why));
  }

  private static Slot read(JsonNode message) {
    if (!message.isObject()) {
      return new Slot(null, invalid("expected an object"));
    }
    JsonNode id = message.get("id");
    if (id != null && id.isContainerNode()) {
      return new Slot(null, invalid("id must be a string, a number or null"));
    }
    JsonNode version = message.get("jsonrpc");
    if (version == null || !version.isTextual() || !version.textValue().equals("2.0")) {
      return new Slot(id, invalid("jsonrpc must be \"2.0\""));
    }
    JsonNode method = message.get("method");
    if (method == null || !method.isTextual()) {
      return new Slot(id, invalid("method must be a string"));
    }
    return new Slot(new Request(id, method.textValue(), message.get("params")));
  }

  private static RpcException invalid(String why) {
    return RpcException.of(RpcException.INVALID_REQUEST, "invalid request: " + why);
  }

  private void run(List<Slot> slots, Session session) {
    for (int i = 0; i < slots.size(); ) {
      Request request = slots.get(i).request;
      if (request == null) {
        i++;
        continue;
      }
      Method method = table.find(request.methodName);
      int end = i + 1;
      if (method instanceof Method.Grouped grouped) {
        while (end < slots.size() && isOf(request.methodName, slots.get(end))) {
          end++;
        }
        runGroup(grouped, slots.subList(i, end));
      } else {
        slots.get(i).outcome = runOne(method, request, session);
      }
      i = end;
    }
  }

  private static boolean isOf(String methodName, Slot slot) {
    return slot.request != null && slot.request.methodName.equals(methodName);
  }

  private static Outcome runOne(@Nullable Method method, Request request, Session session) {
    try {
      Params params = Params.of(request.params);
      return switch (method) {
        case Method.Single single -> new Outcome.Result(single.handler().handle(params));
        case Method.ForSession forSession ->
            new Outcome.Result(forSession.handler().handle(params, session));
        case Method.Grouped grouped -> grouped.handler().handle(List.of(params)).getFirst();
        case null ->
            throw RpcException.of(
                RpcException.METHOD_NOT_FOUND,
                "the method " + request.methodName + " does not exist/is not available");
      };
    } catch (RpcException e) {
      return new Outcome.Failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failure(RpcException.refused("the node is shutting down"));
    } catch (RuntimeException e) {
      return internal(request.methodName, e);
    }
  }

  private static void runGroup(Method.Grouped method, List<Slot> slots) {
    List<Slot> wellFormed = new ArrayList<>(slots.size());
    List<Params> params = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      try {
        params.add(Params.of(Objects.requireNonNull(slot.request).params));
        wellFormed.add(slot);
      } catch (RpcException e) {
        slot.outcome = new Outcome.Failure(e);
      }
    }
    try {
      List<Outcome> outcomes = method.handler().handle(params);
      for (int i = 0; i < wellFormed.size(); i++) {
        wellFormed.get(i).outcome = outcomes.get(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Outcome failure = new Outcome.Failure(RpcException.refused("the node is shutting down"));
      wellFormed.forEach(slot -> slot.outcome = failure);
    } catch (RuntimeException e) {
      Outcome failure = internal(Objects.requireNonNull(slots.getFirst().request).methodName, e);
      wellFormed.forEach(slot -> slot.outcome = failure);
    }
  }

  private static Outcome internal(String method, RuntimeException e) {
    LOG.log(Level.ERROR, "rpc: " + method + " failed", e);
    return new Outcome.Failure(RpcException.of(RpcException.INTERNAL_ERROR, "internal error"));
  }

  private static byte[] single(Slot slot) {
    return Json.write(out -> write(slot, out));
  }

  private static byte[] batch(List<Slot> slots) {
    return Json.write(
        out -> {
          out.writeStartArray();
          for (Slot slot : slots) {
            write(slot, out);
          }
          out.writeEndArray();
        });
  }

  private static void write(Slot slot, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("jsonrpc", "2.0");
    out.writeFieldName("id");
    out.writeTree(slot.id);
    switch (slot.outcome) {
      case Outcome.Result(JsonNode value) -> {
        out.writeFieldName("result");
        out.writeTree(value);
      }
      case Outcome.Failure(RpcException error) -> writeError(error, out);
      case null -> throw new IllegalStateException("request was not run");
    }
    out.writeEndObject();
  }

  private static void writeError(RpcException error, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("error");
    out.writeNumberField("code", error.code());
    out.writeStringField("message", error.getMessage());
    if (error.revertData() != null) {
      out.writeStringField("data", error.revertData().toString());
    }
    out.writeEndObject();
  }
}
