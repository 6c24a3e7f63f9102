package io.weft.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every method this server answers, by name. Built once, then only read. */
public final class MethodTable {

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    JsonNode handle(Params params) throws InterruptedException;
  }

  /** Answers one request of a client that will be told more later. */
  @FunctionalInterface
  public interface SessionHandler {
    JsonNode handle(Params params, Session session);
  }

  /** Answers neighbouring requests of a batch at once, in their order. */
  @FunctionalInterface
  public interface GroupHandler {
    List<Outcome> handle(List<Params> requests) throws InterruptedException;
  }

  /** What a request led to. */
  public sealed interface Outcome {
    record Result(JsonNode value) implements Outcome {}

    record Failure(RpcException error) implements Outcome {}
  }

  sealed interface Method {
    record Single(Handler handler) implements Method {}

    record ForSession(SessionHandler handler) implements Method {}

    record Grouped(GroupHandler handler) implements Method {}
  }

  private final Map<String, Method> methods;

  private MethodTable(Map<String, Method> methods) {
    this.methods = Map.copyOf(methods);
  }

  @Nullable Method find(String name) {
    return methods.get(name);
  }

  public Set<String> names() {
    return new TreeSet<>(methods.keySet());
  }

  /** Collects methods; a name can be given once. */
  public static final class Builder {
    private final Map<String, Method> methods = new HashMap<>();

    public Builder add(String name, Handler handler) {
      return put(name, new Method.Single(handler));
    }

    /** One handler under several names. */
    public Builder addAliases(Collection<String> names, Handler handler) {
      names.forEach(name -> add(name, handler));
      return this;
    }

    public Builder addForSession(String name, SessionHandler handler) {
      return put(name, new Method.ForSession(handler));
    }

    public Builder addGrouped(String name, GroupHandler handler) {
      return put(name, new Method.Grouped(handler));
    }

    /** The table of the methods in these namespaces, what stands before the underscore. */
    public MethodTable build(Set<String> namespaces) {
      Map<String, Method> allowed = new HashMap<>(methods);
      allowed.keySet().removeIf(name -> !namespaces.contains(namespace(name)));
      return new MethodTable(allowed);
    }

    /** The namespaces that have a method. */
    public List<String> namespaces() {
      return new ArrayList<>(
          new TreeSet<>(methods.keySet().stream().map(Builder::namespace).toList()));
    }

    private static String namespace(String name) {
      return name.substring(0, name.indexOf('_'));
    }

    private Builder put(String name, Method method) {
      if (methods.putIfAbsent(name, method) != null) {
        throw new IllegalStateException("method declared twice: " + name);
      }
      return this;
    }
  }
}
