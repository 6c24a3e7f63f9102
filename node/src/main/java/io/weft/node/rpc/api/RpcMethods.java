package io.weft.node.rpc.api;

import io.weft.node.rpc.DevControls;
import io.weft.node.rpc.MethodTable;
import java.util.Set;

/** All methods, put together; and the threads they need, until closed. */
public final class RpcMethods implements AutoCloseable {
  private final MethodTable.Builder table = new MethodTable.Builder();
  private final CallRunner runner;
  private final HeadSignal headSignal = new HeadSignal();
  private final Subscriptions subscriptions;

  public RpcMethods(RpcServices services) {
    runner = new CallRunner(services.limits().callTime());
    Blocks blocks = new Blocks(services.engine());
    PendingBlock pending = new PendingBlock(services);
    TransactionApi transactions = new TransactionApi(blocks, pending, services);
    Simulator simulator = new Simulator(blocks, pending, services);
    GasEstimator estimator = new GasEstimator(simulator);
    TipOracle tips = new TipOracle(services.engine().spec(), services.pool());
    FeeApi fees = new FeeApi(blocks, pending, tips, services.engine().spec());
    Blobs blobs = new Blobs(blocks, services);
    SendApi sending = new SendApi(blocks, services, blobs, runner, transactions, headSignal);
    LogSearch search = new LogSearch(blocks, services.limits());
    subscriptions = new Subscriptions(blocks, services.pool(), services.limits());

    new NodeApi(services).addTo(table);
    new BlockApi(blocks, pending).addTo(table);
    new ExecutionApi(services.engine(), blocks).addTo(table);
    transactions.addTo(table);
    new StateApi(blocks, services.pool()).addTo(table);
    new CallApi(simulator, estimator, runner).addTo(table);
    new SimulateApi(blocks, services, runner).addTo(table);
    new ConfigApi(blocks, services.engine().spec()).addTo(table);
    fees.addTo(table);
    sending.addTo(table);
    new AccountApi(blocks, services, blobs, simulator, estimator, runner, fees, tips, sending)
        .addTo(table);
    new FilterApi(blocks, search, services.pool(), services.limits()).addTo(table);
    subscriptions.addTo(table);
    new TxPoolApi(services.pool()).addTo(table);
    Replay replay = new Replay(services.engine(), blocks, simulator);
    new DebugApi(blocks, transactions, simulator, replay, runner).addTo(table);
    new TraceApi(blocks, simulator, replay, runner, services).addTo(table);
    DevControls dev = services.dev();
    if (dev != null) {
      new DevApi(blocks, dev, services).addTo(table);
      blobs.addTo(table);
    }
  }

  /** The methods of these namespaces. */
  public MethodTable table(Set<String> namespaces) {
    return table.build(namespaces);
  }

  /** To be called after every change of the head, by the thread that made it; returns at once. */
  public void headChanged() {
    headSignal.headChanged();
    subscriptions.headChanged();
  }

  @Override
  public void close() {
    subscriptions.close();
    runner.close();
  }
}
