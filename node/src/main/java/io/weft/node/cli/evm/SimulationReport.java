package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.node.cli.evm.SimulateCommand.Simulation;
import io.weft.node.simulator.Calibration;
import io.weft.node.simulator.Costs;
import io.weft.node.simulator.PolicyKind;
import io.weft.node.simulator.TraceGroup;
import io.weft.node.simulator.TraceGroup.Result;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints projections, and what they are worth. */
final class SimulationReport {
  /** Runs a transaction and share of the bound are printed for this many cores, if asked for. */
  private static final int REFERENCE_CORES = 16;

  private final PrintWriter out;
  private final List<Integer> cores;
  private final Simulation simulation;

  SimulationReport(PrintWriter out, List<Integer> cores, Simulation simulation) {
    this.out = out;
    this.cores = cores;
    this.simulation = simulation;
  }

  void print(boolean json) {
    if (json) {
      out.println(toJson());
    } else {
      printVerdict();
      simulation.groups().forEach(this::printTable);
    }
    out.flush();
  }

  private void printVerdict() {
    Calibration calibration = simulation.calibration();
    Costs costs = calibration.costs();
    out.println("PROJECTIONS of a simulation, not measurements: speed-up over the sequential");
    out.println("executor by number of cores, on cores that do not slow each other down.");
    out.printf(
        Locale.ROOT,
        "Against the real executors: %+.1f %% with one worker, %+.1f %% with two,"
            + " %+.1f %% and %+.1f %% by lists: %s"
            + " (at most %.0f %%).%n",
        100 * (calibration.oneWorker() - 1),
        100 * (calibration.twoWorkers() - 1),
        100 * (calibration.oneByList() - 1),
        100 * (calibration.twoByList() - 1),
        calibration.isAccepted() ? "accepted" : "NOT ACCEPTED",
        100 * Calibration.MOST_MISSED);
    out.printf(
        Locale.ROOT,
        "Those were predicted for two cores that slow each other down by %.0f %%, as measured"
            + " beside.%n",
        100 * (calibration.slowDown() - 1));
    out.printf(
        Locale.ROOT,
        "Costs: %d ns a run, %d a look-up and %d a read at the frontier; %d, %d and %d more with"
            + " several%ncores; by lists %d a look-up, and %d a row before and after; second run"
            + " %.2f.%n",
        costs.perRunNanos(),
        costs.perReadNanos(),
        costs.perCheckNanos(),
        costs.handOver().perRunNanos(),
        costs.handOver().perReadNanos(),
        costs.handOver().perCheckNanos(),
        costs.byList().perReadNanos(),
        costs.byList().perRowNanos(),
        costs.rerunFactor());
  }

  private void printTable(TraceGroup group) {
    int reference = cores.contains(REFERENCE_CORES) ? REFERENCE_CORES : cores.getLast();
    out.printf(
        Locale.ROOT,
        "%n%s: %d blocks, %d transactions, %.1f Mgas%n",
        group.name(),
        group.blocks().size(),
        group.transactions(),
        group.gasUsed() / 1e6);
    out.printf(Locale.ROOT, "%-16s", "policy");
    cores.forEach(count -> out.printf(Locale.ROOT, "%8d", count));
    out.printf(Locale.ROOT, "%12s%12s%n", "runs/tx@" + reference, "bound@" + reference);
    for (PolicyKind policy : PolicyKind.values()) {
      out.printf(Locale.ROOT, "%-16s", policy);
      @Nullable Result atReference = null;
      for (int count : cores) {
        Result result = group.simulate(policy, count, simulation.calibration().costs());
        atReference = count == reference ? result : atReference;
        out.printf(Locale.ROOT, "%7.2fx", result.speedUp());
      }
      if (atReference != null) {
        out.printf(
            Locale.ROOT,
            "%12.2f%10.0f %%%n",
            atReference.executionsPerTransaction(),
            100 * atReference.shareOfBound());
      }
    }
  }

  private String toJson() {
    ObjectNode json = FixtureJson.MAPPER.createObjectNode();
    json.put("kind", "projection");
    Calibration calibration = simulation.calibration();
    json.put("accepted", calibration.isAccepted());
    json.put("oneWorkerPredictedOverMeasured", calibration.oneWorker());
    json.put("twoWorkersPredictedOverMeasured", calibration.twoWorkers());
    json.put("oneByListPredictedOverMeasured", calibration.oneByList());
    json.put("twoByListPredictedOverMeasured", calibration.twoByList());
    json.put("slowDown", calibration.slowDown());
    Costs costs = calibration.costs();
    json.putObject("costs")
        .put("perRunNanos", costs.perRunNanos())
        .put("perReadNanos", costs.perReadNanos())
        .put("perCheckNanos", costs.perCheckNanos())
        .put("perReadByListNanos", costs.byList().perReadNanos())
        .put("perRowOfListNanos", costs.byList().perRowNanos())
        .put("perHandOverNanos", costs.handOver().perRunNanos())
        .put("perHandOverReadNanos", costs.handOver().perReadNanos())
        .put("perHandOverCheckNanos", costs.handOver().perCheckNanos())
        .put("rerunFactor", costs.rerunFactor())
        .put("coldReadNanos", costs.coldReadNanos());
    ArrayNode groups = json.putArray("groups");
    for (TraceGroup group : simulation.groups()) {
      ObjectNode node = groups.addObject();
      node.put("name", group.name());
      node.put("blocks", group.blocks().size());
      node.put("transactions", group.transactions());
      node.put("gas", group.gasUsed());
      ArrayNode projections = node.putArray("projections");
      for (PolicyKind policy : PolicyKind.values()) {
        for (int count : cores) {
          Result result = group.simulate(policy, count, costs);
          projections
              .addObject()
              .put("policy", policy.toString())
              .put("cores", count)
              .put("speedUp", result.speedUp())
              .put("executionsPerTransaction", result.executionsPerTransaction())
              .put("shareOfBound", result.shareOfBound());
        }
      }
    }
    return json.toString();
  }
}
