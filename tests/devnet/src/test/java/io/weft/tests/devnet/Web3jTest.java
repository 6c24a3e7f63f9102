package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivex.disposables.Disposable;
import io.weft.contracts.web3j.Token;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.Transfer;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Async;
import org.web3j.utils.Convert;

/** Web3j, as a Java application uses it. */
@NeedsClients
final class Web3jTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final Credentials OWNER = DevAccounts.account(0);
  private static final String OTHER = "0x0000000000000000000000000000000000000abc";
  private static final BigInteger GAS = BigInteger.valueOf(1_000_000);
  private static final Event TRANSFER =
      new Event(
          "Transfer",
          List.of(
              new TypeReference<Address>(true) {},
              new TypeReference<Address>(true) {},
              new TypeReference<Uint256>() {}));

  private static Web3j web3j;
  private static PollingTransactionReceiptProcessor receipts;
  private static RawTransactionManager sender;
  private static String token;

  @BeforeAll
  static void deploys() throws Exception {
    web3j =
        Web3j.build(new HttpService(NODE.http().toString()), 50, Async.defaultExecutorService());
    receipts = new PollingTransactionReceiptProcessor(web3j, 50, 200);
    sender = new RawTransactionManager(web3j, OWNER, DevNode.CHAIN_ID, receipts);
    JsonNode contracts = new ObjectMapper().readTree(Clients.contracts().toFile());
    String arguments =
        FunctionEncoder.encodeConstructor(
            List.of(new Utf8String("Web3j"), new Uint256(BigInteger.valueOf(1_000))));
    TransactionReceipt receipt =
        mined(
            sender.sendEIP1559Transaction(
                DevNode.CHAIN_ID,
                Signed.GWEI,
                Signed.GWEI.multiply(BigInteger.TEN),
                GAS,
                null,
                contracts.at("/Token/bytecode").asText() + arguments,
                BigInteger.ZERO,
                true));
    assertThat(receipt.isStatusOK()).isTrue();
    token = receipt.getContractAddress();
  }

  @AfterAll
  static void shutsDown() {
    web3j.shutdown();
  }

  @Test
  void versionChainAndBlocksAnswer() throws IOException {
    assertThat(web3j.web3ClientVersion().send().getWeb3ClientVersion()).isNotBlank();
    assertThat(web3j.ethChainId().send().getChainId()).isEqualTo(31337);
    assertThat(web3j.netVersion().send().getNetVersion()).isEqualTo("31337");
    assertThat(web3j.ethGasPrice().send().getGasPrice()).isPositive();
    assertThat(
            web3j
                .ethGetBlockByNumber(DefaultBlockParameterName.LATEST, true)
                .send()
                .getBlock()
                .getNumber())
        .isPositive();
  }

  @Test
  void etherIsTransferred() throws Exception {
    String to = "0x" + "0".repeat(37) + "def";
    TransactionReceipt receipt =
        new Transfer(web3j, sender).sendFunds(to, BigDecimal.ONE, Convert.Unit.ETHER).send();
    assertThat(receipt.isStatusOK()).isTrue();
    assertThat(web3j.ethGetBalance(to, DefaultBlockParameterName.LATEST).send().getBalance())
        .isEqualTo(BigInteger.TEN.pow(18));
  }

  @Test
  void tokenIsTransferredReadAndLogged() throws Exception {
    TransactionReceipt receipt =
        mined(
            sender.sendTransaction(
                Signed.GWEI.multiply(BigInteger.TEN),
                GAS,
                token,
                FunctionEncoder.encode(transfer(42)),
                BigInteger.ZERO));
    assertThat(receipt.isStatusOK()).isTrue();
    Function balanceOf =
        new Function(
            "balanceOf", List.of(new Address(OTHER)), List.of(new TypeReference<Uint256>() {}));
    String data = call(balanceOf, OWNER.getAddress()).getValue();
    assertThat(FunctionReturnDecoder.decode(data, balanceOf.getOutputParameters()))
        .extracting(each -> each.getValue())
        .isEqualTo(List.of(BigInteger.valueOf(42)));
    EthFilter filter =
        new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, token);
    filter.addSingleTopic(EventEncoder.encode(TRANSFER));
    assertThat(web3j.ethGetLogs(filter).send().getLogs()).hasSize(2);
  }

  @Test
  void generatedWrapperDeploysCallsAndReadsEvents() throws Exception {
    StaticGasProvider gas =
        new StaticGasProvider(Signed.GWEI.multiply(BigInteger.TEN), BigInteger.valueOf(2_000_000));
    Token wrapped =
        Token.deploy(web3j, sender, gas, "Wrapped", "WRP", BigInteger.valueOf(1_000)).send();
    TransactionReceipt receipt = wrapped.transfer(OTHER, BigInteger.TEN).send();
    assertThat(wrapped.symbol().send()).isEqualTo("WRP");
    assertThat(wrapped.balanceOf(OTHER).send()).isEqualTo(BigInteger.TEN);
    assertThat(Token.getTransferEvents(receipt))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.from).isEqualTo(OWNER.getAddress());
              assertThat(event.to).isEqualTo(OTHER);
              assertThat(event.value).isEqualTo(BigInteger.TEN);
            });
  }

  @Test
  void revertCarriesItsData() throws IOException {
    EthCall call = call(transfer(1_000_000), DevAccounts.address(5));
    assertThat(call.isReverted()).isTrue();
    assertThat(call.getError().getCode()).isEqualTo(3);
    assertThat(call.getError().getData()).contains("0xdb42144d");
  }

  @Test
  void newBlocksArriveThroughAFlow() {
    Queue<String> hashes = new ConcurrentLinkedQueue<>();
    Disposable subscription =
        web3j.blockFlowable(false).subscribe(block -> hashes.add(block.getBlock().getHash()));
    // The filter is installed by a request of its own, at a time that is not told.
    String hash =
        JsonRpc.eventually(
            "a block",
            () -> {
              NODE.rpc().call("evm_mine");
              return hashes.poll();
            });
    subscription.dispose();
    assertThat(NODE.rpc().call("eth_getBlockByHash", hash, false).get("hash").asText())
        .isEqualTo(hash);
  }

  private static Function transfer(long value) {
    return new Function(
        "transfer", List.of(new Address(OTHER), new Uint256(BigInteger.valueOf(value))), List.of());
  }

  private static EthCall call(Function function, String from) throws IOException {
    return web3j
        .ethCall(
            Transaction.createEthCallTransaction(from, token, FunctionEncoder.encode(function)),
            DefaultBlockParameterName.LATEST)
        .send();
  }

  private static TransactionReceipt mined(EthSendTransaction sent) throws Exception {
    assertThat(sent.hasError()).as(() -> sent.getError().getMessage()).isFalse();
    return receipts.waitForTransactionReceipt(sent.getTransactionHash());
  }
}
