package io.weft.node.rpc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.AbortCause;
import io.weft.execution.block.ExecutionReport.DependencySummary;
import io.weft.execution.block.ExecutionReport.HotLocation;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.Spans;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionApiTest {
  @Test
  void reportOfSeveralWorkersSaysWhatItsParallelismWasBoundBy() {
    ExecutionReport report =
        new ExecutionReport(
            7,
            Mode.OPTIMISTIC,
            "enough work for several workers",
            2,
            3,
            4,
            2,
            1,
            0,
            List.of(2, 1),
            Map.of(AbortCause.STORAGE, 1),
            100_000,
            30_000,
            48_000,
            2_000,
            25_000,
            8_000,
            new DependencySummary(2, List.of(1, 0), 24_000, 60_000),
            List.of(new HotLocation(Address.of(1), U256.ONE, 1)),
            Spans.of(List.of(new Span(1, 2, Span.Kind.SPECULATION, 1_000, 3_500))));
    JsonNode json = ExecutionApi.json(report);
    assertThat(json.get("runs").toString()).isEqualTo("[2,1]");
    assertThat(json.get("aborts").toString()).isEqualTo("{\"storage\":1}");
    assertThat(json.get("estimatedSequentialMicros").doubleValue()).isEqualTo(48);
    assertThat(json.get("estimatedSpeedUp").doubleValue()).isEqualTo(1.6);
    assertThat(json.get("idleMicros").doubleValue()).isEqualTo(8);
    assertThat(json.get("busySecondsPerMgas").doubleValue()).isEqualTo(0.0005);
    assertThat(json.get("dependencies").toString())
        .isEqualTo(
            "{\"independent\":2,\"distances\":[1,0],\"criticalPathMicros\":24.0,"
                + "\"criticalPathGas\":\"0xea60\",\"bound\":2.0}");
    assertThat(json.get("spans").get(0).toString())
        .isEqualTo(
            "{\"worker\":1,\"transaction\":2,\"kind\":\"speculation\",\"startMicros\":1.0,"
                + "\"endMicros\":3.5}");
  }

  @Test
  void reportOfOneThreadHasNoDependencies() {
    JsonNode json =
        ExecutionApi.json(ExecutionReport.sequential(7, 3, 3, "one worker", 63_000, 9_000));
    assertThat(json.get("mode").textValue()).isEqualTo("sequential");
    assertThat(json.get("dependencies").isNull()).isTrue();
    assertThat(json.get("estimatedSpeedUp").doubleValue()).isEqualTo(1);
  }
}
