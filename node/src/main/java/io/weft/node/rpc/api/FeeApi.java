package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What inclusion costs and has cost. */
final class FeeApi {
  private static final int MAX_BLOCKS = 1024;
  private static final int MAX_PERCENTILES = 100;

  private final Blocks blocks;
  private final PendingBlock pending;
  private final TipOracle tips;
  private final ChainSpec spec;
  private final HeaderRules rules;

  FeeApi(Blocks blocks, PendingBlock pending, TipOracle tips, ChainSpec spec) {
    this.blocks = blocks;
    this.pending = pending;
    this.tips = tips;
    this.spec = spec;
    this.rules = new HeaderRules(spec);
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_gasPrice", _ -> Json.quantity(gasPrice()))
        .add("eth_maxPriorityFeePerGas", _ -> Json.quantity(tips.suggestion(blocks.head())))
        .add("eth_baseFee", _ -> Json.quantity(nextBaseFee()))
        .add("eth_blobBaseFee", _ -> Json.quantity(nextBlobBaseFee()))
        .add("eth_feeHistory", this::feeHistory);
  }

  private U256 gasPrice() {
    return nextBaseFee().add(tips.suggestion(blocks.head()));
  }

  /** Of the block to come, wei per gas. */
  U256 nextBaseFee() {
    U256 baseFee = pending.header(blocks.head().header()).baseFeePerGas();
    return baseFee == null ? U256.ZERO : baseFee;
  }

  /** Of the block to come, wei per blob gas. */
  U256 nextBlobBaseFee() {
    BlockHeader next = pending.header(blocks.head().header());
    return rules.blobBaseFee(next.timestamp(), next.excessBlobGas());
  }

  private JsonNode feeHistory(Params params) {
    long asked = params.get(0).looseNumber();
    ChainView newest = blocks.find(params.block(1));
    if (newest == null) {
      throw RpcException.refused("request beyond head block");
    }
    List<Double> percentiles = percentiles(params.optional(2));
    int count = (int) Math.min(Math.min(asked, MAX_BLOCKS), newest.number() + 1);
    ObjectNode json = Json.object();
    json.set("oldestBlock", Json.quantity(count == 0 ? 0 : newest.number() - count + 1));
    if (count == 0) {
      return json;
    }
    ArrayNode baseFees = json.putArray("baseFeePerGas");
    ArrayNode gasRatios = json.putArray("gasUsedRatio");
    ArrayNode blobFees = json.putArray("baseFeePerBlobGas");
    ArrayNode blobRatios = json.putArray("blobGasUsedRatio");
    ArrayNode rewards = percentiles == null ? null : json.putArray("reward");
    for (long number = newest.number() - count + 1; number <= newest.number(); number++) {
      BlockHeader header = header(newest, number);
      baseFees.add(Json.quantity(baseFee(header)));
      gasRatios.add((double) header.gasUsed() / header.gasLimit());
      blobFees.add(Json.quantity(rules.blobBaseFee(header.timestamp(), header.excessBlobGas())));
      blobRatios.add(blobRatio(header));
      if (rewards != null && percentiles != null) {
        ArrayNode row = rewards.addArray();
        rewards(newest, header, percentiles).forEach(tip -> row.add(Json.quantity(tip)));
      }
    }
    BlockHeader next = pending.header(newest.header());
    baseFees.add(Json.quantity(baseFee(next)));
    blobFees.add(Json.quantity(rules.blobBaseFee(next.timestamp(), next.excessBlobGas())));
    return json;
  }

  private static @Nullable List<Double> percentiles(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    List<Double> percentiles = new ArrayList<>();
    double last = 0;
    for (Param element : param.elements()) {
      double percentile = element.decimal();
      if (percentile < 0 || percentile > 100) {
        throw RpcException.refused("invalid reward percentile: " + percentile);
      }
      if (percentile < last) {
        throw RpcException.refused(
            "invalid reward percentile: expected ascending, got " + percentile + " after " + last);
      }
      last = percentile;
      percentiles.add(percentile);
    }
    if (percentiles.size() > MAX_PERCENTILES) {
      throw RpcException.refused(
          "invalid reward percentile: over the query limit " + MAX_PERCENTILES);
    }
    return percentiles;
  }

  private record Tip(U256 perGas, long gasUsed) {}

  /** The tips that the gas of a block was bought for, at these percentiles of the gas. */
  private static List<U256> rewards(ChainView view, BlockHeader header, List<Double> percentiles) {
    Block block = view.block(header.number());
    List<Receipt> receipts = view.receipts(header.number());
    List<U256> rewards = new ArrayList<>(percentiles.size());
    if (block == null || receipts == null || receipts.isEmpty()) {
      percentiles.forEach(_ -> rewards.add(U256.ZERO));
      return rewards;
    }
    U256 baseFee = baseFee(header);
    List<Tip> tips = new ArrayList<>(receipts.size());
    long before = 0;
    for (int i = 0; i < receipts.size(); i++) {
      Transaction tx = block.transactions().get(i);
      long cumulative = receipts.get(i).cumulativeGasUsed();
      tips.add(new Tip(tx.effectiveGasPrice(baseFee).subtract(baseFee), cumulative - before));
      before = cumulative;
    }
    tips.sort(Comparator.comparing(Tip::perGas));
    int index = 0;
    long gas = tips.getFirst().gasUsed;
    for (double percentile : percentiles) {
      long threshold = (long) (header.gasUsed() * percentile / 100);
      while (gas < threshold && index < tips.size() - 1) {
        index++;
        gas += tips.get(index).gasUsed;
      }
      rewards.add(tips.get(index).perGas);
    }
    return rewards;
  }

  private double blobRatio(BlockHeader header) {
    Long used = header.blobGasUsed();
    BlobParameters parameters = spec.blobParametersAt(header.timestamp());
    return used == null || parameters == null ? 0 : (double) used / parameters.maxGas();
  }

  private static U256 baseFee(BlockHeader header) {
    U256 baseFee = header.baseFeePerGas();
    return baseFee == null ? U256.ZERO : baseFee;
  }

  private static BlockHeader header(ChainView view, long number) {
    BlockHeader header = view.header(number);
    if (header == null) {
      throw new IllegalStateException("header missing: block " + number);
    }
    return header;
  }
}
