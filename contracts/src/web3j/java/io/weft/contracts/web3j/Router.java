package io.weft.contracts.web3j;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import javax.annotation.processing.Generated;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.RemoteFunctionCall;
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
public class Router extends Contract {
    public static final String BINARY = "0x60a060405234801561000f575f5ffd5b5060405161151338038061151383398101604081905261002e9161003f565b6001600160a01b031660805261006c565b5f6020828403121561004f575f5ffd5b81516001600160a01b0381168114610065575f5ffd5b9392505050565b60805161147a6100995f395f818161013b0152818161069a015281816107630152610ef1015261147a5ff3fe608060405234801561000f575f5ffd5b506004361061007a575f3560e01c8063a8c65c8e11610058578063a8c65c8e146100cd578063b19629c1146100e0578063baa2abde1461010e578063c45a015514610136575f5ffd5b806307f3161f1461007e578063332ee865146100a75780637488e8b2146100ba575b5f5ffd5b61009161008c3660046110ce565b610175565b60405161009e9190611116565b60405180910390f35b6100916100b53660046110ce565b61030f565b6100916100c836600461116f565b61051b565b6100916100db36600461116f565b6105bc565b6100f36100ee3660046111dd565b610667565b6040805193845260208401929092529082015260600161009e565b61012161011c366004611221565b610939565b6040805192835260208301919091520161009e565b61015d7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161009e565b60606002821015610199576040516320db826760e01b815260040160405180910390fd5b8167ffffffffffffffff8111156101b2576101b261128f565b6040519080825280602002602001820160405280156101db578160200160208202803683370190505b50905083815f815181106101f1576101f16112a3565b60209081029190910101525f5b8261020a8260016112cb565b1015610307575f5f610272868685818110610227576102276112a3565b905060200201602081019061023c91906112de565b87876102498760016112cb565b818110610258576102586112a3565b905060200201602081019061026d91906112de565b610a80565b915091505f848481518110610289576102896112a3565b60200260200101516103e561029e91906112f9565b9050806102ad846103e86112f9565b6102b791906112cb565b6102c183836112f9565b6102cb9190611310565b856102d78660016112cb565b815181106102e7576102e76112a3565b602002602001018181525050505050806103009061132f565b90506101fe565b509392505050565b60606002821015610333576040516320db826760e01b815260040160405180910390fd5b8167ffffffffffffffff81111561034c5761034c61128f565b604051908082528060200260200182016040528015610375578160200160208202803683370190505b5090508381610385600185611347565b81518110610395576103956112a3565b60209081029190910101525f6103ac600184611347565b90505b8015610307575f806103fd86866103c7600187611347565b8181106103d6576103d66112a3565b90506020020160208101906103eb91906112de565b878786818110610258576102586112a3565b9150915080848481518110610414576104146112a3565b60200260200101511061046957838381518110610433576104336112a3565b602002602001015181604051636073b21f60e01b8152600401610460929190918252602082015260400190565b60405180910390fd5b83838151811061047b5761047b6112a3565b60200260200101518161048e9190611347565b61049a906103e56112f9565b8484815181106104ac576104ac6112a3565b6020026020010151836104bf91906112f9565b6104cb906103e86112f9565b6104d59190611310565b6104e09060016112cb565b846104ec600186611347565b815181106104fc576104fc6112a3565b6020026020010181815250505050806105149061135a565b90506103af565b6060818042111561054257604051637c06dd7560e11b815260048101829052602401610460565b61054d888787610175565b91505f826001845161055f9190611347565b8151811061056f5761056f6112a3565b60200260200101519050878110156105a45760405163618bc7c960e01b81526004810182905260248101899052604401610460565b6105b083888888610aa2565b50509695505050505050565b606081804211156105e357604051637c06dd7560e11b815260048101829052602401610460565b6105ee88878761030f565b915086825f81518110610603576106036112a3565b6020026020010151111561065057815f81518110610623576106236112a3565b602002602001015187604051636073b21f60e01b8152600401610460929190918252602082015260400190565b61065c82878787610aa2565b509695505050505050565b5f5f5f838042111561068f57604051637c06dd7560e11b815260048101829052602401610460565b5f6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663e1e212e16106cc60208b018b6112de565b6106dc60408c0160208d016112de565b6040516001600160e01b031960e085901b1681526001600160a01b03928316600482015291166024820152604401602060405180830381865afa158015610725573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610749919061136f565b90506001600160a01b038116610816576001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001663c9c6539661079560208b018b6112de565b6107a560408c0160208d016112de565b6040516001600160e01b031960e085901b1681526001600160a01b039283166004820152911660248201526044016020604051808303815f875af11580156107ef573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610813919061136f565b90505b6108208189610d1e565b909550935060808801358510156108575760405163618bc7c960e01b81526004810186905260808901356024820152604401610460565b8760a001358410156108895760405163618bc7c960e01b81526004810185905260a08901356024820152604401610460565b6108ad33828761089c60208d018d6112de565b6001600160a01b0316929190610dd2565b6108c333828661089c60408d0160208e016112de565b6040516335313c2160e11b81526001600160a01b038881166004830152821690636a627842906024016020604051808303815f875af1158015610908573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061092c919061138a565b9250505093509350939050565b5f5f828042111561096057604051637c06dd7560e11b815260048101829052602401610460565b5f61096b8b8b610ec8565b90506109826001600160a01b03821633838c610dd2565b60405163226bf2d160e21b81526001600160a01b0387811660048301525f9182918416906389afcb449060240160408051808303815f875af11580156109ca573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109ee91906113a1565b915091508b6001600160a01b03168d6001600160a01b031610610a12578082610a15565b81815b909650945089861015610a455760405163618bc7c960e01b815260048101879052602481018b9052604401610460565b88851015610a705760405163618bc7c960e01b815260048101869052602481018a9052604401610460565b5050505097509795505050505050565b5f5f610a96610a8f8585610ec8565b8585610f9e565b915091505b9250929050565b610b3e33610afd85855f818110610abb57610abb6112a3565b9050602002016020810190610ad091906112de565b86866001818110610ae357610ae36112a3565b9050602002016020810190610af891906112de565b610ec8565b865f81518110610b0f57610b0f6112a3565b602002602001015186865f818110610b2957610b296112a3565b905060200201602081019061089c91906112de565b5f5b82610b4c8260016112cb565b1015610d17575f85610b5f8360016112cb565b81518110610b6f57610b6f6112a3565b602002602001015190505f5f8686856001610b8a91906112cb565b818110610b9957610b996112a3565b9050602002016020810190610bae91906112de565b6001600160a01b0316878786818110610bc957610bc96112a3565b9050602002016020810190610bde91906112de565b6001600160a01b031610610bf357825f610bf6565b5f835b90925090505f86610c088660026112cb565b10610c135785610c63565b610c638888610c238860016112cb565b818110610c3257610c326112a3565b9050602002016020810190610c4791906112de565b8989610c548960026112cb565b818110610ae357610ae36112a3565b9050610c9c888887818110610c7a57610c7a6112a3565b9050602002016020810190610c8f91906112de565b8989610c548960016112cb565b6040516336cd320560e11b815260048101859052602481018490526001600160a01b0383811660448301529190911690636d9a640a906064015f604051808303815f87803b158015610cec575f5ffd5b505af1158015610cfe573d5f5f3e3d5ffd5b505050505050505080610d109061132f565b9050610b40565b5050505050565b5f808080610d4886610d3360208801886112de565b610d436040890160208a016112de565b610f9e565b91509150815f148015610d59575080155b15610d71575050505060408101356060820135610a9b565b5f82610d818360408901356112f9565b610d8b9190611310565b905085606001358111610da957604086013594509250610a9b915050565b81610db88460608901356112f9565b610dc29190611310565b9760609096013596505050505050565b6040516001600160a01b0384811660248301528381166044830152606482018390525f91829187169060840160408051601f198184030181529181526020820180516001600160e01b03166323b872dd60e01b17905251610e3391906113c3565b5f604051808303815f865af19150503d805f8114610e6c576040519150601f19603f3d011682016040523d82523d5f602084013e610e71565b606091505b5091509150610e81868383611048565b610ec05760405163cd3f165960e01b81526001600160a01b03808816600483015280871660248301528516604482015260648101849052608401610460565b505050505050565b60405163e1e212e160e01b81526001600160a01b03838116600483015282811660248301525f917f00000000000000000000000000000000000000000000000000000000000000009091169063e1e212e190604401602060405180830381865afa158015610f38573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610f5c919061136f565b90506001600160a01b038116610f9857604051631ccd052160e01b81526001600160a01b03808516600483015283166024820152604401610460565b92915050565b5f5f5f5f866001600160a01b03166375172a8b6040518163ffffffff1660e01b81526004016040805180830381865afa158015610fdd573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061100191906113f4565b6001600160701b031691506001600160701b03169150846001600160a01b0316866001600160a01b03161061103757808261103a565b81815b935093505050935093915050565b5f8261105557505f611086565b81511561107557818060200190518101906110709190611425565b611083565b5f846001600160a01b03163b115b90505b9392505050565b5f5f83601f84011261109d575f5ffd5b50813567ffffffffffffffff8111156110b4575f5ffd5b6020830191508360208260051b8501011115610a9b575f5ffd5b5f5f5f604084860312156110e0575f5ffd5b83359250602084013567ffffffffffffffff8111156110fd575f5ffd5b6111098682870161108d565b9497909650939450505050565b602080825282518282018190525f918401906040840190835b8181101561114d57835183526020938401939092019160010161112f565b509095945050505050565b6001600160a01b038116811461116c575f5ffd5b50565b5f5f5f5f5f5f60a08789031215611184575f5ffd5b8635955060208701359450604087013567ffffffffffffffff8111156111a8575f5ffd5b6111b489828a0161108d565b90955093505060608701356111c881611158565b95989497509295919493608090920135925050565b5f5f5f8385036101008112156111f1575f5ffd5b60c08112156111fe575f5ffd5b5083925060c084013561121081611158565b9295929450505060e0919091013590565b5f5f5f5f5f5f5f60e0888a031215611237575f5ffd5b873561124281611158565b9650602088013561125281611158565b955060408801359450606088013593506080880135925060a088013561127781611158565b96999598509396929591949193505060c09091013590565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b80820180821115610f9857610f986112b7565b5f602082840312156112ee575f5ffd5b813561108681611158565b8082028115828204841417610f9857610f986112b7565b5f8261132a57634e487b7160e01b5f52601260045260245ffd5b500490565b5f60018201611340576113406112b7565b5060010190565b81810381811115610f9857610f986112b7565b5f81611368576113686112b7565b505f190190565b5f6020828403121561137f575f5ffd5b815161108681611158565b5f6020828403121561139a575f5ffd5b5051919050565b5f5f604083850312156113b2575f5ffd5b505080516020909101519092909150565b5f82518060208501845e5f920191825250919050565b80516001600160701b03811681146113ef575f5ffd5b919050565b5f5f60408385031215611405575f5ffd5b61140e836113d9565b915061141c602084016113d9565b90509250929050565b5f60208284031215611435575f5ffd5b81518015158114611086575f5ffdfea26469706673582212205e0bf50a4a13190ddeea4c1af4969439892f7062163868fe909ec439dddfbc5564736f6c63430008250033";

    private static String librariesLinkedBinary;

    public static final String FUNC_ADDLIQUIDITY = "addLiquidity";

    public static final String FUNC_FACTORY = "factory";

    public static final String FUNC_QUOTEIN = "quoteIn";

    public static final String FUNC_QUOTEOUT = "quoteOut";

    public static final String FUNC_REMOVELIQUIDITY = "removeLiquidity";

    public static final String FUNC_SWAPEXACTIN = "swapExactIn";

    public static final String FUNC_SWAPEXACTOUT = "swapExactOut";

    public static final CustomError EXPIRED_ERROR = new CustomError("Expired", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}));
    ;

    public static final CustomError INVALIDPATH_ERROR = new CustomError("InvalidPath", 
            Arrays.<TypeReference<?>>asList());
    ;

    public static final CustomError NOPAIR_ERROR = new CustomError("NoPair", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Address>() {}));
    ;

    public static final CustomError TOOLITTLE_ERROR = new CustomError("TooLittle", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final CustomError TOOMUCH_ERROR = new CustomError("TooMuch", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Uint256>() {}, new TypeReference<Uint256>() {}));
    ;

    public static final CustomError TRANSFERFAILED_ERROR = new CustomError("TransferFailed", 
            Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Address>() {}, new TypeReference<Uint256>() {}));
    ;

    protected static final HashMap<String, String> _addresses;

    static {
        _addresses = new HashMap<String, String>();
    }

    @Deprecated
    protected Router(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    protected Router(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, credentials, contractGasProvider);
    }

    @Deprecated
    protected Router(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit) {
        super(BINARY, contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    protected Router(String contractAddress, Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider) {
        super(BINARY, contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public RemoteFunctionCall<TransactionReceipt> addLiquidity(Offer offer, String to,
            BigInteger deadline) {
        final Function function = new Function(
                FUNC_ADDLIQUIDITY, 
                Arrays.<Type>asList(offer, 
                new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(deadline)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<String> factory() {
        final Function function = new Function(FUNC_FACTORY, 
                Arrays.<Type>asList(), 
                Arrays.<TypeReference<?>>asList(new TypeReference<Address>() {}));
        return executeRemoteCallSingleValueReturn(function, String.class);
    }

    public RemoteFunctionCall<List> quoteIn(BigInteger amountOut, List<String> path) {
        final Function function = new Function(FUNC_QUOTEIN, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint256(amountOut), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(path, org.web3j.abi.datatypes.Address.class))), 
                Arrays.<TypeReference<?>>asList(new TypeReference<DynamicArray<Uint256>>() {}));
        return new RemoteFunctionCall<List>(function,
                new Callable<List>() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public List call() throws Exception {
                        List<Type> result = (List<Type>) executeCallSingleValueReturn(function, List.class);
                        return convertToNative(result);
                    }
                });
    }

    public RemoteFunctionCall<List> quoteOut(BigInteger amountIn, List<String> path) {
        final Function function = new Function(FUNC_QUOTEOUT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint256(amountIn), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(path, org.web3j.abi.datatypes.Address.class))), 
                Arrays.<TypeReference<?>>asList(new TypeReference<DynamicArray<Uint256>>() {}));
        return new RemoteFunctionCall<List>(function,
                new Callable<List>() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public List call() throws Exception {
                        List<Type> result = (List<Type>) executeCallSingleValueReturn(function, List.class);
                        return convertToNative(result);
                    }
                });
    }

    public RemoteFunctionCall<TransactionReceipt> removeLiquidity(String tokenA, String tokenB,
            BigInteger shares, BigInteger minimumA, BigInteger minimumB, String to,
            BigInteger deadline) {
        final Function function = new Function(
                FUNC_REMOVELIQUIDITY, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(tokenA), 
                new org.web3j.abi.datatypes.Address(tokenB), 
                new org.web3j.abi.datatypes.generated.Uint256(shares), 
                new org.web3j.abi.datatypes.generated.Uint256(minimumA), 
                new org.web3j.abi.datatypes.generated.Uint256(minimumB), 
                new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(deadline)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<TransactionReceipt> swapExactIn(BigInteger amountIn,
            BigInteger minimumOut, List<String> path, String to, BigInteger deadline) {
        final Function function = new Function(
                FUNC_SWAPEXACTIN, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint256(amountIn), 
                new org.web3j.abi.datatypes.generated.Uint256(minimumOut), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(path, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(deadline)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    public RemoteFunctionCall<TransactionReceipt> swapExactOut(BigInteger amountOut,
            BigInteger maximumIn, List<String> path, String to, BigInteger deadline) {
        final Function function = new Function(
                FUNC_SWAPEXACTOUT, 
                Arrays.<Type>asList(new org.web3j.abi.datatypes.generated.Uint256(amountOut), 
                new org.web3j.abi.datatypes.generated.Uint256(maximumIn), 
                new org.web3j.abi.datatypes.DynamicArray<org.web3j.abi.datatypes.Address>(
                        org.web3j.abi.datatypes.Address.class,
                        org.web3j.abi.Utils.typeMap(path, org.web3j.abi.datatypes.Address.class)), 
                new org.web3j.abi.datatypes.Address(to), 
                new org.web3j.abi.datatypes.generated.Uint256(deadline)), 
                Collections.<TypeReference<?>>emptyList());
        return executeRemoteCallTransaction(function);
    }

    @Deprecated
    public static Router load(String contractAddress, Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit) {
        return new Router(contractAddress, web3j, credentials, gasPrice, gasLimit);
    }

    @Deprecated
    public static Router load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, BigInteger gasPrice, BigInteger gasLimit) {
        return new Router(contractAddress, web3j, transactionManager, gasPrice, gasLimit);
    }

    public static Router load(String contractAddress, Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider) {
        return new Router(contractAddress, web3j, credentials, contractGasProvider);
    }

    public static Router load(String contractAddress, Web3j web3j,
            TransactionManager transactionManager, ContractGasProvider contractGasProvider) {
        return new Router(contractAddress, web3j, transactionManager, contractGasProvider);
    }

    public static RemoteCall<Router> deploy(Web3j web3j, Credentials credentials,
            ContractGasProvider contractGasProvider, String factory_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(factory_)));
        return deployRemoteCall(Router.class, web3j, credentials, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    public static RemoteCall<Router> deploy(Web3j web3j, TransactionManager transactionManager,
            ContractGasProvider contractGasProvider, String factory_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(factory_)));
        return deployRemoteCall(Router.class, web3j, transactionManager, contractGasProvider, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<Router> deploy(Web3j web3j, Credentials credentials,
            BigInteger gasPrice, BigInteger gasLimit, String factory_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(factory_)));
        return deployRemoteCall(Router.class, web3j, credentials, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
    }

    @Deprecated
    public static RemoteCall<Router> deploy(Web3j web3j, TransactionManager transactionManager,
            BigInteger gasPrice, BigInteger gasLimit, String factory_) {
        String encodedConstructor = FunctionEncoder.encodeConstructor(Arrays.<Type>asList(new org.web3j.abi.datatypes.Address(factory_)));
        return deployRemoteCall(Router.class, web3j, transactionManager, gasPrice, gasLimit, getDeploymentBinary(), encodedConstructor);
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

    public static class Offer extends StaticStruct {
        public String tokenA;

        public String tokenB;

        public BigInteger wishedA;

        public BigInteger wishedB;

        public BigInteger minimumA;

        public BigInteger minimumB;

        public Offer(String tokenA, String tokenB, BigInteger wishedA, BigInteger wishedB,
                BigInteger minimumA, BigInteger minimumB) {
            super(new org.web3j.abi.datatypes.Address(tokenA), 
                    new org.web3j.abi.datatypes.Address(tokenB), 
                    new org.web3j.abi.datatypes.generated.Uint256(wishedA), 
                    new org.web3j.abi.datatypes.generated.Uint256(wishedB), 
                    new org.web3j.abi.datatypes.generated.Uint256(minimumA), 
                    new org.web3j.abi.datatypes.generated.Uint256(minimumB));
            this.tokenA = tokenA;
            this.tokenB = tokenB;
            this.wishedA = wishedA;
            this.wishedB = wishedB;
            this.minimumA = minimumA;
            this.minimumB = minimumB;
        }

        public Offer(Address tokenA, Address tokenB, Uint256 wishedA, Uint256 wishedB,
                Uint256 minimumA, Uint256 minimumB) {
            super(tokenA, tokenB, wishedA, wishedB, minimumA, minimumB);
            this.tokenA = tokenA.getValue();
            this.tokenB = tokenB.getValue();
            this.wishedA = wishedA.getValue();
            this.wishedB = wishedB.getValue();
            this.minimumA = minimumA.getValue();
            this.minimumB = minimumB.getValue();
        }
    }
}
