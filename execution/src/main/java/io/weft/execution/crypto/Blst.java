package io.weft.execution.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import supranational.blst.P1;

/**
 * The functions of blst that {@link Bls12381} and {@link KzgProof} call, by their own names and C
 * signatures.
 *
 * <p>jblst's classes unpack and load the shared library but wrap neither the multi-scalar product
 * nor the map to a curve, so the library's exports are called directly. They keep no state. Using
 * this class where the library does not load is a {@link LinkageError}.
 *
 * <p>The wrappers are records in static final fields, which the compiler trusts, so a call costs no
 * more than the transition.
 */
final class Blst {
  static final long FP_SIZE = 48;
  static final long FP12_SIZE = 12 * FP_SIZE;

  private static final SymbolLookup LIBRARY = load();

  static final Procedure2 FP_FROM_BENDIAN = procedure2("blst_fp_from_bendian");
  static final Procedure2 BENDIAN_FROM_FP = procedure2("blst_bendian_from_fp");
  static final Procedure2 FINAL_EXP = procedure2("blst_final_exp");
  static final Predicate FP12_IS_ONE = predicate("blst_fp12_is_one");
  static final MillerLoop MILLER_LOOP =
      new MillerLoop(
          link(
              "blst_miller_loop_n",
              FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG)));

  static final Group G1 = group("p1", "g1", 1);
  static final Group G2 = group("p2", "g2", 2);

  /**
   * One of the two groups; a coordinate of its points is {@code degree} field elements. An affine
   * point is two coordinates, both zero for infinity; a Jacobian point is three.
   */
  record Group(
      int degree,
      Predicate affineOnCurve,
      Predicate affineInGroup,
      Predicate affineIsInfinity,
      Procedure2 fromAffine,
      Procedure2 toAffine,
      Procedure3 addOrDouble,
      Procedure3 addOrDoubleAffine,
      Procedure3 map,
      Decoding uncompress,
      Multiplication multiply,
      Pippenger sumOfProducts,
      Size pippengerScratch) {
    long affineSize() {
      return 2L * degree * FP_SIZE;
    }

    long jacobianSize() {
      return 3L * degree * FP_SIZE;
    }
  }

  /** {@code void f(out, in)}. */
  record Procedure2(MethodHandle handle) {
    void call(MemorySegment out, MemorySegment in) {
      try {
        handle.invokeExact(out, in);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code void f(out, in, in)}. */
  record Procedure3(MethodHandle handle) {
    void call(MemorySegment out, MemorySegment a, MemorySegment b) {
      try {
        handle.invokeExact(out, a, b);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code int f(in)}, not zero for true. */
  record Predicate(MethodHandle handle) {
    boolean test(MemorySegment in) {
      try {
        return (int) handle.invokeExact(in) != 0;
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code int f(out, in)}, zero for success. */
  record Decoding(MethodHandle handle) {
    boolean succeeds(MemorySegment out, MemorySegment in) {
      try {
        return (int) handle.invokeExact(out, in) == 0;
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code void f(out, point, scalar, bits)}; the scalar is little-endian. */
  record Multiplication(MethodHandle handle) {
    void call(MemorySegment out, MemorySegment point, MemorySegment scalar, long bits) {
      try {
        handle.invokeExact(out, point, scalar, bits);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code void f(out, points[], count, scalars[], bits, scratch)}. */
  record Pippenger(MethodHandle handle) {
    void call(
        MemorySegment out,
        MemorySegment points,
        long count,
        MemorySegment scalars,
        long bits,
        MemorySegment scratch) {
      try {
        handle.invokeExact(out, points, count, scalars, bits, scratch);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code void f(out, g2 points[], g1 points[], count)}. */
  record MillerLoop(MethodHandle handle) {
    void call(MemorySegment out, MemorySegment q, MemorySegment p, long count) {
      try {
        handle.invokeExact(out, q, p, count);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  /** {@code size_t f(count)}. */
  record Size(MethodHandle handle) {
    long of(long count) {
      try {
        return (long) handle.invokeExact(count);
      } catch (Throwable e) {
        throw failed(e);
      }
    }
  }

  private Blst() {}

  /**
   * What blst takes for an array of pointers where the elements lie one behind the other: a pointer
   * to the first, then null.
   */
  static MemorySegment contiguous(Arena arena, MemorySegment first) {
    MemorySegment pointers = arena.allocate(ADDRESS, 2);
    pointers.set(ADDRESS, 0, first);
    return pointers;
  }

  private static SymbolLookup load() {
    // Its static initializer loads the library into this class loader.
    new P1();
    return SymbolLookup.loaderLookup();
  }

  private static Group group(String point, String group, int degree) {
    String prefix = "blst_" + point;
    return new Group(
        degree,
        predicate(prefix + "_affine_on_curve"),
        predicate(prefix + "_affine_in_" + group),
        predicate(prefix + "_affine_is_inf"),
        procedure2(prefix + "_from_affine"),
        procedure2(prefix + "_to_affine"),
        procedure3(prefix + "_add_or_double"),
        procedure3(prefix + "_add_or_double_affine"),
        procedure3("blst_map_to_" + group),
        new Decoding(
            link(prefix + "_uncompress", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))),
        new Multiplication(
            link(
                prefix + "_mult", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG))),
        new Pippenger(
            link(
                prefix + "s_mult_pippenger",
                FunctionDescriptor.ofVoid(
                    ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS))),
        new Size(
            link(
                prefix + "s_mult_pippenger_scratch_sizeof",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG))));
  }

  private static Procedure2 procedure2(String name) {
    return new Procedure2(link(name, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)));
  }

  private static Procedure3 procedure3(String name) {
    return new Procedure3(link(name, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS)));
  }

  private static Predicate predicate(String name) {
    return new Predicate(link(name, FunctionDescriptor.of(JAVA_INT, ADDRESS)));
  }

  @SuppressWarnings("restricted") // the launcher grants native access; the signatures are blst.h's
  private static MethodHandle link(String name, FunctionDescriptor signature) {
    MemorySegment symbol =
        LIBRARY.find(name).orElseThrow(() -> new UnsatisfiedLinkError("blst has no " + name));
    return Linker.nativeLinker().downcallHandle(symbol, signature);
  }

  /** A downcall itself throws nothing, so whatever came is an error of this virtual machine. */
  private static IllegalStateException failed(Throwable e) {
    return new IllegalStateException("a call into blst failed", e);
  }
}
