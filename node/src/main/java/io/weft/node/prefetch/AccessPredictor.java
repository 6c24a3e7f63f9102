package io.weft.node.prefetch;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What calls are likely to read, by the code called and the function's selector; learned from calls
 * that it watches. It forgets what was not asked for longest.
 */
public final class AccessPredictor {
  private static final int MOST_TEMPLATES = 4_096;

  private record Function(Hash32 codeHash, int selector) {}

  private final Sampler sampler;

  /** Guarded by itself. */
  private final Map<Function, SlotTemplate> templates =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Function, SlotTemplate> eldest) {
          return size() > MOST_TEMPLATES;
        }
      };

  public AccessPredictor(ChainSpec spec) {
    sampler = new Sampler(spec);
  }

  /** What is known of calls like this one; null for a call without a selector. */
  @Nullable SlotTemplate template(Hash32 codeHash, Call call) {
    if (!call.hasSelector()) {
      return null;
    }
    Function function = new Function(codeHash, call.selector());
    synchronized (templates) {
      return templates.computeIfAbsent(function, f -> new SlotTemplate());
    }
  }

  /** Makes a call to see what it reads, and learns from it. */
  void watch(SlotTemplate template, Call call, BlockEnvironment environment, StateView state) {
    List<SlotRead> seen = List.of();
    try {
      seen = sampler.reads(call, environment, state);
    } finally {
      template.learn(call, seen);
    }
  }
}
