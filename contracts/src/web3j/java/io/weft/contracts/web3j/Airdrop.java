package io.weft.contracts.web3j;

import io.reactivex.Flowable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.Generated;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.reflection.Parameterized;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.BaseEventResponse;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.Contract;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;

/**
 * <p>Auto generated code.
 * <p><strong>Do not modify!</strong>
 * <p>Please use the <a href="https://docs.web3j.io/command_line.html">web3j command line tools</a>,
 * or the org.web3j.codegen.SolidityFunctionWrapperGenerator in the 
 * <a href="https://github.com/LFDT-web3j/web3j/tree/main/codegen">codegen module</a> to update.
 *
 * <p>Generated with web3j version 6.0.0.
 */
@SuppressWarnings("rawtypes")
@Generated("org.web3j.codegen.SolidityFunctionWrapperGenerator")
public class Airdrop extends Contract {
    public static final String BINARY = "0x6080604052348015600e575f5ffd5b506107498061001c5f395ff3fe608060405260043610610028575f3560e01c80633ff675141461002c578063401d318f14610041575b5f5ffd5b61003f61003a366004610570565b610060565b005b34801561004c575f5ffd5b5061003f61005b3660046105dc565b61022d565b61006c848484846103bd565b5f805b828110156100a5578383828181106100895761008961061b565b905060200201358261009b919061062f565b915060010161006f565b503481146100d45760405163195a3ca160e01b8152346004820152602481018290526044015b60405180910390fd5b5f5b848110156101e8575f8686838181106100f1576100f161061b565b90506020020160208101906101069190610654565b6001600160a01b03168585848181106101215761012161061b565b905060200201356040515f6040518083038185875af1925050503d805f8114610165576040519150601f19603f3d011682016040523d82523d5f602084013e61016a565b606091505b50509050806101df578686838181106101855761018561061b565b905060200201602081019061019a9190610654565b8585848181106101ac576101ac61061b565b60405163a09e616560e01b81526001600160a01b03909416600485015260200291909101356024830152506044016100cb565b506001016100d6565b50604080518581526020810183905233915f917fd6e1c8bc4eb6f124733633569431363557d7c54a22728c7e86528f0798c1ad19910160405180910390a35050505050565b5f5b818110156103b8573683838381811061024a5761024a61061b565b905060200281019061025c919061067a565b905061028061026e6020830183610698565b61027b6040850185610698565b6103bd565b5f805b6102906020840184610698565b905081101561034f576102a66040840184610698565b828181106102b6576102b661061b565b90506020020135826102c8919061062f565b9150610347336102db6020860186610698565b848181106102eb576102eb61061b565b90506020020160208101906103009190610654565b61030d6040870187610698565b8581811061031d5761031d61061b565b90506020020135865f0160208101906103369190610654565b6001600160a01b03169291906103ed565b600101610283565b503361035e6020840184610654565b6001600160a01b03167fd6e1c8bc4eb6f124733633569431363557d7c54a22728c7e86528f0798c1ad196103956020860186610698565b604080519182526020820187905201905060405180910390a3505060010161022f565b505050565b8281146103e7576040516355c5b3e360e11b815260048101849052602481018290526044016100cb565b50505050565b6040516001600160a01b0384811660248301528381166044830152606482018390525f91829187169060840160408051601f198184030181529181526020820180516001600160e01b03166323b872dd60e01b1790525161044e91906106de565b5f604051808303815f865af19150503d805f8114610487576040519150601f19603f3d011682016040523d82523d5f602084013e61048c565b606091505b509150915061049c8683836104e3565b6104db5760405163cd3f165960e01b81526001600160a01b038088166004830152808716602483015285166044820152606481018490526084016100cb565b505050505050565b5f826104f057505f610521565b815115610510578180602001905181019061050b91906106f4565b61051e565b5f846001600160a01b03163b115b90505b9392505050565b5f5f83601f840112610538575f5ffd5b50813567ffffffffffffffff81111561054f575f5ffd5b6020830191508360208260051b8501011115610569575f5ffd5b9250929050565b5f5f5f5f60408587031215610583575f5ffd5b843567ffffffffffffffff811115610599575f5ffd5b6105a587828801610528565b909550935050602085013567ffffffffffffffff8111156105c4575f5ffd5b6105d087828801610528565b95989497509550505050565b5f5f602083850312156105ed575f5ffd5b823567ffffffffffffffff811115610603575f5ffd5b61060f85828601610528565b90969095509350505050565b634e487b7160e01b5f52603260045260245ffd5b8082018082111561064e57634e487b7160e01b5f52601160045260245ffd5b92915050565b5f60208284031215610664575f5ffd5b81356001600160a01b0381168114610521575f5ffd5b5f8235605e1983360301811261068e575f5ffd5b9190910192915050565b5f5f8335601e198436030181126106ad575f5ffd5b83018035915067ffffffffffffffff8211156106c7575f5ffd5b6020019150600581901b3603821315610569575f5ffd5b5f82518060208501845e5f920191825250919050565b5f60208284031215610704575f5ffd5b81518015158114610521575f5ffdfea2646970667358221220dbe3f7fe68a9eae2c51d2b3fb1997103d3ab5bb488fce8f6c3d2347d2b6d2cb064736f6c63430008250033";

    private static String librariesLinkedBinary;

    public static final String FUNC_DROP = "drop";

    public static final String FUNC_DROPETHER = "dropEther";

    public static final CustomError LENGTHMISMATCH_ERROR = new CustomError("LengthMismatch", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final CustomError PAYMENTFAILED_ERROR = new CustomError("PaymentFailed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final CustomError TRANSFERFAILED_ERROR = new CustomError("TransferFailed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final CustomError WRONGVALUE_ERROR = new CustomError("WrongValue", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event DROPPED_EVENT = new Event("Dropped", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    protected static final HashMap<String, String> _addresses;

    static {
        _addresses = new HashMap<String, String>();
    }

    @Deprecated
    protected Airdrop(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected Airdrop(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected Airdrop(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected Airdrop(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<DroppedEventResponse> getDroppedEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(DROPPED_EVENT, transactionReceipt);
        ArrayList<DroppedEventResponse> responses = new ArrayList<DroppedEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            DroppedEventResponse typedResponse = new DroppedEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.token = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.from = (String) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.receivers = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.total = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static DroppedEventResponse getDroppedEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(DROPPED_EVENT, log);
        DroppedEventResponse typedResponse = new DroppedEventResponse();
        typedResponse.log = log;
        typedResponse.token = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.from = (String) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.receivers = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.total = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        return typedResponse;
    }

    public Flowable<DroppedEventResponse> droppedEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getDroppedEventFromLog(log));
    }

    public Flowable<DroppedEventResponse> droppedEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(DROPPED_EVENT));
        return droppedEventFlowable(filter);
    }

    public RemoteFunctionCall<TransactionReceipt> drop(List<Drop> drops) {
        final Function function = new Function(
                FUNC_DROP, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<Drop>(Drop.class, drops)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<TransactionReceipt> dropEther(List<String> receivers,
            List<BigInteger> amounts, BigInteger weiValue) {
        final Function function = new Function(
                FUNC_DROPETHER, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(receivers, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Uint256>(
                        org.web3j.abi.datatypes.generated.Uint256.class,
                        org.web3j.abi.Utils.typeMap(amounts, org.web3j.abi.datatypes.generated.Uint256.class))), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function, weiValue);
    }

    @Deprecated
    public static Airdrop load(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return new Airdrop(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static Airdrop load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new Airdrop(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static Airdrop load(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return new Airdrop(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static Airdrop load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new Airdrop(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<Airdrop> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return deployRemoteCall(Airdrop.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), "");
    }

    @Deprecated
    public static RemoteCall<Airdrop> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return deployRemoteCall(Airdrop.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), "");
    }

    public static RemoteCall<Airdrop> deploy(Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider) {
        return deployRemoteCall(Airdrop.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), "");
    }

    @Deprecated
    public static RemoteCall<Airdrop> deploy(Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit) {
        return deployRemoteCall(Airdrop.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), "");
    }

    public static void linkLibraries(List<Contract.LinkReference> references) {
        librariesLinkedBinary = linkBinaryWithReferences(BINARY, references);
    }

    private static String getDeploymentBinary() {
        if (librariesLinkedBinary != null) {
            return librariesLinkedBinary;
        } else {
            return BINARY;
        }
    }

    protected String getStaticDeployedAddress(String networkId) {
        return _addresses.get(networkId);
    }

    public static String getPreviouslyDeployedAddress(String networkId) {
        return _addresses.get(networkId);
    }

    public static class Drop extends DynamicStruct {
        public String token;

        public List<String> receivers;

        public List<BigInteger> amounts;

        public Drop(String token, List<String> receivers, List<BigInteger> amounts) {
            super(new org.web3j.abi.datatypes.Address(token), 
                    new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                            org.web3j.abi.datatypes.Address.class,
                            org.web3j.abi.Utils.typeMap(receivers, org.web3j.abi.datatypes.Address.class)), 
                    new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.generated.Uint256>(
                            org.web3j.abi.datatypes.generated.Uint256.class,
                            org.web3j.abi.Utils.typeMap(amounts, org.web3j.abi.datatypes.generated.Uint256.class)));
            this.token = token;
            this.receivers = receivers;
            this.amounts = amounts;
        }

        public Drop(Address token,
                @Parameterized(type = Address.class) DynamicArray<Address> receivers,
                @Parameterized(type = Uint256.class) DynamicArray<Uint256> amounts) {
            super(token, receivers, amounts);
            this.token = token.getValue();
            this.receivers = receivers.getValue().stream().map(v -> v.getValue()).collect(Collectors.toList());
            this.amounts = amounts.getValue().stream().map(v -> v.getValue()).collect(Collectors.toList());
        }
    }

    public static class DroppedEventResponse extends BaseEventResponse {
        public String token;

        public String from;

        public BigInteger receivers;

        public BigInteger total;
    }
}
