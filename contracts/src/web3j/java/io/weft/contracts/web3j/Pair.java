package io.weft.contracts.web3j;

import io.reactivex.Flowable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import javax.annotation.processing.Generated;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint112;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.BaseEventResponse;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tuples.generated.Tuple2;
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
public class Pair extends Contract {
    public static final String BINARY = "0x60c060405234801561000f575f5ffd5b5060405161123b38038061123b83398101604081905261002e91610060565b6001600160a01b039182166080521660a052610091565b80516001600160a01b038116811461005b575f5ffd5b919050565b5f5f60408385031215610071575f5ffd5b61007a83610045565b915061008860208401610045565b90509250929050565b60805160a0516111516100ea5f395f81816102c4015281816106730152818161072201528181610a200152610c2201525f818161016b01528181610638015281816106e8015281816109ec0152610ba401526111515ff3fe608060405234801561000f575f5ffd5b50600436106100fb575f3560e01c806370a0823111610093578063a1a47d7111610063578063a1a47d71146102a3578063a9059cbb146102ac578063d21220a7146102bf578063dd62ed3e146102e6575f5ffd5b806370a082311461021157806375172a8b1461023057806389afcb441461025957806395d89b4114610281575f5ffd5b806323b872dd116100ce57806323b872dd146101bc578063313ce567146101cf5780636a627842146101e95780636d9a640a146101fc575f5ffd5b806306fdde03146100ff578063095ea7b3146101435780630dfe16811461016657806318160ddd146101a5575b5f5ffd5b61012d6040518060400160405280600f81526020016e5765667420506f6f6c20536861726560881b81525081565b60405161013a9190610f31565b60405180910390f35b610156610151366004610f81565b610310565b604051901515815260200161013a565b61018d7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161013a565b6101ae60015481565b60405190815260200161013a565b6101566101ca366004610fa9565b61037c565b6101d7601281565b60405160ff909116815260200161013a565b6101ae6101f7366004610fe3565b6103f4565b61020f61020a366004610ffc565b6105a3565b005b6101ae61021f366004610fe3565b60026020525f908152604090205481565b5f54604080516001600160701b038084168252600160701b90930490921660208301520161013a565b61026c610267366004610fe3565b6108d4565b6040805192835260208301919091520161013a565b61012d6040518060400160405280600381526020016257505360e81b81525081565b6101ae6103e881565b6101566102ba366004610f81565b610ac2565b61018d7f000000000000000000000000000000000000000000000000000000000000000081565b6101ae6102f436600461102e565b600360209081525f928352604080842090915290825290205481565b335f8181526003602090815260408083206001600160a01b038716808552925280832085905551919290917f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b9259061036a9086815260200190565b60405180910390a35060015b92915050565b6001600160a01b0383165f9081526003602090815260408083203384529091528120545f19146103de576001600160a01b0384165f908152600360209081526040808320338452909152812080548492906103d8908490611073565b90915550505b6103e9848484610ad7565b5060015b9392505050565b5f8054600160e01b900460ff161561041f576040516303cb96db60e21b815260040160405180910390fd5b5f805460ff60e01b198116600160e01b178083556001600160701b0391821692600160701b9091049091169080610454610b83565b90925090505f6104648584611073565b90505f6104718584611073565b6001549091505f8190036104d6575f61049261048d8486611086565b610c9b565b90506103e881116104b65760405163bb55fd2760e01b815260040160405180910390fd5b6104c26103e882611073565b98506104d05f6103e8610cff565b5061052a565b610508876104e48386611086565b6104ee919061109d565b876104f98486611086565b610503919061109d565b610d85565b9750875f0361052a5760405163bb55fd2760e01b815260040160405180910390fd5b6105348989610cff565b61053e8585610d9a565b60408051848152602081018490529081018990526001600160a01b038a16907fb4c03061fb5b7fed76389d5af8f2e0ddb09f8c70d1333abbb62582835e10accb9060600160405180910390a250505f805460ff60e01b19169055509395945050505050565b5f54600160e01b900460ff16156105cd576040516303cb96db60e21b815260040160405180910390fd5b5f805460ff60e01b198116600160e01b17918290556001600160701b0390811691600160701b90041684158015610602575083155b8061060d5750818510155b806106185750808410155b156106365760405163bb55fd2760e01b815260040160405180910390fd5b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316836001600160a01b031614806106a757507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316836001600160a01b0316145b156106d557604051639cfea58360e01b81526001600160a01b03841660048201526024015b60405180910390fd5b841561070f5761070f6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168487610e03565b8315610749576107496001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168486610e03565b5f5f610753610b83565b90925090505f8461076489856110bc565b1161076f575f610784565b8461077a89856110bc565b6107849190611073565b90505f8461079289856110bc565b1161079d575f6107b2565b846107a889856110bc565b6107b29190611073565b9050811580156107c0575080155b156107de5760405163f8b3bb6160e01b815260040160405180910390fd5b6107e88587611086565b6107f590620f4240611086565b610800826003611086565b61080c856103e8611086565b6108169190611073565b610821846003611086565b61082d876103e8611086565b6108379190611073565b6108419190611086565b101561086057604051633f8f10d360e01b815260040160405180910390fd5b61086a8484610d9a565b60408051838152602081018390529081018a9052606081018990526001600160a01b038816907f49926bbebe8474393f434dfa4f78694c0923efa07d19f2284518bfabd06eb7379060800160405180910390a250505f805460ff60e01b1916905550505050505050565b5f80548190600160e01b900460ff1615610901576040516303cb96db60e21b815260040160405180910390fd5b5f805460ff60e01b1916600160e01b1781558061091c610b83565b305f9081526002602052604090205460015492945090925090806109408584611086565b61094a919061109d565b9550806109578484611086565b610961919061109d565b945085158061096e575084155b1561098c5760405163bb55fd2760e01b815260040160405180910390fd5b305f908152600260205260408120556109a58282611073565b6001556040518281525f9030907fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef9060200160405180910390a3610a136001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168888610e03565b610a476001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168887610e03565b610a4f610b83565b9094509250610a5e8484610d9a565b60408051878152602081018790529081018390526001600160a01b038816907f743033787f4738ff4d6a7225ce2bd0977ee5f86b91a902a58f5e4d0b297b46449060600160405180910390a250505f805460ff60e01b191690555091939092509050565b5f610ace338484610ad7565b50600192915050565b6001600160a01b0383165f9081526002602052604081208054839290610afe908490611073565b90915550506001600160a01b0382165f9081526002602052604081208054839290610b2a9084906110bc565b92505081905550816001600160a01b0316836001600160a01b03167fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef83604051610b7691815260200190565b60405180910390a3505050565b6040516370a0823160e01b81523060048201525f9081906001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016906370a0823190602401602060405180830381865afa158015610be9573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610c0d91906110cf565b6040516370a0823160e01b81523060048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906370a0823190602401602060405180830381865afa158015610c6f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610c9391906110cf565b915091509091565b5f815f03610caa57505f919050565b50805f610cb860028361109d565b610cc39060016110bc565b90505b81811015610cf957905080600281610cde818661109d565b610ce891906110bc565b610cf2919061109d565b9050610cc6565b50919050565b8060015f828254610d1091906110bc565b90915550506001600160a01b0382165f9081526002602052604081208054839290610d3c9084906110bc565b90915550506040518181526001600160a01b038316905f907fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef9060200160405180910390a35050565b5f818310610d9357816103ed565b5090919050565b6001600160701b03821180610db557506001600160701b0381115b15610dd35760405163446c8cc960e01b815260040160405180910390fd5b5f80546001600160701b03928316600160701b026001600160e01b03199091169290931691909117919091179055565b6040516001600160a01b038381166024830152604482018390525f91829186169060640160408051601f198184030181529181526020820180516001600160e01b031663a9059cbb60e01b17905251610e5c91906110e6565b5f604051808303815f865af19150503d805f8114610e95576040519150601f19603f3d011682016040523d82523d5f602084013e610e9a565b606091505b5091509150610eaa858383610eee565b610ee75760405163cd3f165960e01b81526001600160a01b03808716600483015230602483015285166044820152606481018490526084016106cc565b5050505050565b5f82610efb57505f6103ed565b815115610f1b5781806020019051810190610f1691906110fc565b610f29565b5f846001600160a01b03163b115b949350505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b80356001600160a01b0381168114610f7c575f5ffd5b919050565b5f5f60408385031215610f92575f5ffd5b610f9b83610f66565b946020939093013593505050565b5f5f5f60608486031215610fbb575f5ffd5b610fc484610f66565b9250610fd260208501610f66565b929592945050506040919091013590565b5f60208284031215610ff3575f5ffd5b6103ed82610f66565b5f5f5f6060848603121561100e575f5ffd5b833592506020840135915061102560408501610f66565b90509250925092565b5f5f6040838503121561103f575f5ffd5b61104883610f66565b915061105660208401610f66565b90509250929050565b634e487b7160e01b5f52601160045260245ffd5b818103818111156103765761037661105f565b80820281158282048414176103765761037661105f565b5f826110b757634e487b7160e01b5f52601260045260245ffd5b500490565b808201808211156103765761037661105f565b5f602082840312156110df575f5ffd5b5051919050565b5f82518060208501845e5f920191825250919050565b5f6020828403121561110c575f5ffd5b815180151581146103ed575f5ffdfea26469706673582212208972d4cd5232b7109be26ab4be20bfe2b0eafaf5ff4612e120c6e1067f4ff87564736f6c63430008250033";

    private static String librariesLinkedBinary;

    public static final String FUNC_MINIMUM_SHARES = "MINIMUM_SHARES";

    public static final String FUNC_ALLOWANCE = "allowance";

    public static final String FUNC_APPROVE = "approve";

    public static final String FUNC_BALANCEOF = "balanceOf";

    public static final String FUNC_BURN = "burn";

    public static final String FUNC_DECIMALS = "decimals";

    public static final String FUNC_MINT = "mint";

    public static final String FUNC_NAME = "name";

    public static final String FUNC_RESERVES = "reserves";

    public static final String FUNC_SWAP = "swap";

    public static final String FUNC_SYMBOL = "symbol";

    public static final String FUNC_TOKEN0 = "token0";

    public static final String FUNC_TOKEN1 = "token1";

    public static final String FUNC_TOTALSUPPLY = "totalSupply";

    public static final String FUNC_TRANSFER = "transfer";

    public static final String FUNC_TRANSFERFROM = "transferFrom";

    public static final CustomError INSUFFICIENTINPUT_ERROR = new CustomError("InsufficientInput", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError INSUFFICIENTLIQUIDITY_ERROR = new CustomError("InsufficientLiquidity", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError INVALIDRECEIVER_ERROR = new CustomError("InvalidReceiver", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
    ;

    public static final CustomError LOCKED_ERROR = new CustomError("Locked", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError PRODUCTSHRUNK_ERROR = new CustomError("ProductShrunk", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError RESERVEOVERFLOW_ERROR = new CustomError("ReserveOverflow", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError TRANSFERFAILED_ERROR = new CustomError("TransferFailed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event APPROVAL_EVENT = new Event("Approval", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event BURN_EVENT = new Event("Burn", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event MINT_EVENT = new Event("Mint", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event SWAP_EVENT = new Event("Swap", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final Event TRANSFER_EVENT = new Event("Transfer", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>(true) {}, new TypeReference<Address>(true) {}, new TypeReference<Uint256>() {}));
    ;

    protected static final HashMap<String, String> _addresses;

    static {
        _addresses = new HashMap<String, String>();
    }

    @Deprecated
    protected Pair(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected Pair(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected Pair(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected Pair(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static List<ApprovalEventResponse> getApprovalEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(APPROVAL_EVENT, transactionReceipt);
        ArrayList<ApprovalEventResponse> responses = new ArrayList<ApprovalEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            ApprovalEventResponse typedResponse = new ApprovalEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.owner = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.spender = (String) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.value = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static ApprovalEventResponse getApprovalEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(APPROVAL_EVENT, log);
        ApprovalEventResponse typedResponse = new ApprovalEventResponse();
        typedResponse.log = log;
        typedResponse.owner = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.spender = (String) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.value = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        return typedResponse;
    }

    public Flowable<ApprovalEventResponse> approvalEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getApprovalEventFromLog(log));
    }

    public Flowable<ApprovalEventResponse> approvalEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(APPROVAL_EVENT));
        return approvalEventFlowable(filter);
    }

    public static List<BurnEventResponse> getBurnEvents(TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(BURN_EVENT, transactionReceipt);
        ArrayList<BurnEventResponse> responses = new ArrayList<BurnEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            BurnEventResponse typedResponse = new BurnEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.receiver = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.amount0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.amount1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            typedResponse.shares = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static BurnEventResponse getBurnEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(BURN_EVENT, log);
        BurnEventResponse typedResponse = new BurnEventResponse();
        typedResponse.log = log;
        typedResponse.receiver = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.amount0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.amount1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        typedResponse.shares = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
        return typedResponse;
    }

    public Flowable<BurnEventResponse> burnEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getBurnEventFromLog(log));
    }

    public Flowable<BurnEventResponse> burnEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(BURN_EVENT));
        return burnEventFlowable(filter);
    }

    public static List<MintEventResponse> getMintEvents(TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(MINT_EVENT, transactionReceipt);
        ArrayList<MintEventResponse> responses = new ArrayList<MintEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            MintEventResponse typedResponse = new MintEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.provider = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.amount0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.amount1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            typedResponse.shares = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static MintEventResponse getMintEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(MINT_EVENT, log);
        MintEventResponse typedResponse = new MintEventResponse();
        typedResponse.log = log;
        typedResponse.provider = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.amount0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.amount1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        typedResponse.shares = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
        return typedResponse;
    }

    public Flowable<MintEventResponse> mintEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getMintEventFromLog(log));
    }

    public Flowable<MintEventResponse> mintEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(MINT_EVENT));
        return mintEventFlowable(filter);
    }

    public static List<SwapEventResponse> getSwapEvents(TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(SWAP_EVENT, transactionReceipt);
        ArrayList<SwapEventResponse> responses = new ArrayList<SwapEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            SwapEventResponse typedResponse = new SwapEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.receiver = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.in0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            typedResponse.in1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
            typedResponse.out0 = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
            typedResponse.out1 = (BigInteger) eventValues.getNonIndexedValues().get(3).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static SwapEventResponse getSwapEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(SWAP_EVENT, log);
        SwapEventResponse typedResponse = new SwapEventResponse();
        typedResponse.log = log;
        typedResponse.receiver = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.in0 = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        typedResponse.in1 = (BigInteger) eventValues.getNonIndexedValues().get(1).getValue();
        typedResponse.out0 = (BigInteger) eventValues.getNonIndexedValues().get(2).getValue();
        typedResponse.out1 = (BigInteger) eventValues.getNonIndexedValues().get(3).getValue();
        return typedResponse;
    }

    public Flowable<SwapEventResponse> swapEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getSwapEventFromLog(log));
    }

    public Flowable<SwapEventResponse> swapEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(SWAP_EVENT));
        return swapEventFlowable(filter);
    }

    public static List<TransferEventResponse> getTransferEvents(
            TransactionReceipt transactionReceipt) {
        List<Contract.EventValuesWithLog> valueList = staticExtractEventParametersWithLog(TRANSFER_EVENT, transactionReceipt);
        ArrayList<TransferEventResponse> responses = new ArrayList<TransferEventResponse>(valueList.size());
        for (Contract.EventValuesWithLog eventValues : valueList) {
            TransferEventResponse typedResponse = new TransferEventResponse();
            typedResponse.log = eventValues.getLog();
            typedResponse.from = (String) eventValues.getIndexedValues().get(0).getValue();
            typedResponse.to = (String) eventValues.getIndexedValues().get(1).getValue();
            typedResponse.value = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
            responses.add(typedResponse);
        }
        return responses;
    }

    public static TransferEventResponse getTransferEventFromLog(Log log) {
        Contract.EventValuesWithLog eventValues = staticExtractEventParametersWithLog(TRANSFER_EVENT, log);
        TransferEventResponse typedResponse = new TransferEventResponse();
        typedResponse.log = log;
        typedResponse.from = (String) eventValues.getIndexedValues().get(0).getValue();
        typedResponse.to = (String) eventValues.getIndexedValues().get(1).getValue();
        typedResponse.value = (BigInteger) eventValues.getNonIndexedValues().get(0).getValue();
        return typedResponse;
    }

    public Flowable<TransferEventResponse> transferEventFlowable(EthFilter filter) {
        return web3j.ethLogFlowable(filter).map(log -> getTransferEventFromLog(log));
    }

    public Flowable<TransferEventResponse> transferEventFlowable(DefaultBlockParameter startBlock,
            DefaultBlockParameter endBlock) {
        EthFilter filter = new EthFilter(startBlock, endBlock, getContractAddress());
        filter.addSingleTopic(EventEncoder.encode(TRANSFER_EVENT));
        return transferEventFlowable(filter);
    }

    public RemoteFunctionCall<BigInteger> MINIMUM_SHARES() {
        final Function function = new Function(FUNC_MINIMUM_SHARES, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<BigInteger> allowance(String owner, String spender) {
        final Function function = new Function(FUNC_ALLOWANCE, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(owner), 
                new org.web3j.abi.datatypes.Address(spender)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> approve(String spender, BigInteger value) {
        final Function function = new Function(
                FUNC_APPROVE, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(spender), 
                new org.web3j.abi.datatypes.generated.Uint256(value)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<BigInteger> balanceOf(String holder) {
        final Function function = new Function(FUNC_BALANCEOF, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(holder)), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> burn(String to) {
        final Function function = new Function(
                FUNC_BURN, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(to)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<BigInteger> decimals() {
        final Function function = new Function(FUNC_DECIMALS, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint8>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> mint(String to) {
        final Function function = new Function(
                FUNC_MINT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(to)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<String> name() {
        final Function function = new Function(FUNC_NAME, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Utf8String>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<Tuple2<BigInteger, BigInteger>> reserves() {
        final Function function = new Function(FUNC_RESERVES, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint112>() {}, new TypeReference<Uint112>() {}));
        return new RemoteFunctionCall<Tuple2<BigInteger, BigInteger>>(function,
                new Callable<Tuple2<BigInteger, BigInteger>>() {
                    @Override
                    public Tuple2<BigInteger, BigInteger> call() throws Exception {
                        List<Type> results = executeCallMultipleValueReturn(function);
                        return new Tuple2<BigInteger, BigInteger>(
                                (BigInteger) results.get(0).getValue(), 
                                (BigInteger) results.get(1).getValue());
                    }
                });
    }

    public RemoteFunctionCall<TransactionReceipt> swap(BigInteger out0, BigInteger out1,
            String to) {
        final Function function = new Function(
                FUNC_SWAP, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint256(out0), 
                new org.web3j.abi.datatypes.generated.Uint256(out1), 
                new org.web3j.abi.datatypes.Address(to)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<String> symbol() {
        final Function function = new Function(FUNC_SYMBOL, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Utf8String>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<String> token0() {
        final Function function = new Function(FUNC_TOKEN0, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<String> token1() {
        final Function function = new Function(FUNC_TOKEN1, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<BigInteger> totalSupply() {
        final Function function = new Function(FUNC_TOTALSUPPLY, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
        return executeRemoteCallSingleValueReturn(function, BigInteger.class);
    }

    public RemoteFunctionCall<TransactionReceipt> transfer(String to, BigInteger value) {
        final Function function = new Function(
                FUNC_TRANSFER, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(value)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<TransactionReceipt> transferFrom(String from, String to,
            BigInteger value) {
        final Function function = new Function(
                FUNC_TRANSFERFROM, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(from), 
                new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(value)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    @Deprecated
    public static Pair load(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return new Pair(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static Pair load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new Pair(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static Pair load(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return new Pair(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static Pair load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new Pair(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<Pair> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider, String token0_, String token1_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(token0_), 
                new org.web3j.abi.datatypes.Address(token1_)));
        return deployRemoteCall(Pair.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    public static RemoteCall<Pair> deploy(Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider, String token0_, String token1_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(token0_), 
                new org.web3j.abi.datatypes.Address(token1_)));
        return deployRemoteCall(Pair.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<Pair> deploy(Web3j web3j, Credentials credentials, BigInteger gasPrice,
            BigInteger gasLimit, String token0_, String token1_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(token0_), 
                new org.web3j.abi.datatypes.Address(token1_)));
        return deployRemoteCall(Pair.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<Pair> deploy(Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit, String token0_, String token1_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(token0_), 
                new org.web3j.abi.datatypes.Address(token1_)));
        return deployRemoteCall(Pair.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
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

    public static class ApprovalEventResponse extends BaseEventResponse {
        public String owner;

        public String spender;

        public BigInteger value;
    }

    public static class BurnEventResponse extends BaseEventResponse {
        public String receiver;

        public BigInteger amount0;

        public BigInteger amount1;

        public BigInteger shares;
    }

    public static class MintEventResponse extends BaseEventResponse {
        public String provider;

        public BigInteger amount0;

        public BigInteger amount1;

        public BigInteger shares;
    }

    public static class SwapEventResponse extends BaseEventResponse {
        public String receiver;

        public BigInteger in0;

        public BigInteger in1;

        public BigInteger out0;

        public BigInteger out1;
    }

    public static class TransferEventResponse extends BaseEventResponse {
        public String from;

        public String to;

        public BigInteger value;
    }
}
