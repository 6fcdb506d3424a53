package org.asclepion.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What we use of OpenSSL's libcrypto, version 3, as the system has it. Any thread; without the
 * library the class does not initialise.
 *
 * <p>Pointers are numbers here, so that a call makes no object; whoever calls answers for what lies
 * behind them. A call does not leave Java's state ({@link Linker.Option#critical}): it takes less
 * than a microsecond, and the collector waits for it. The handles are static because only then the
 * compiler turns them into calls.
 */
@SuppressWarnings("restricted") // The command line allows native access.
final class LibCrypto {
  private static final long NULL = 0;
  private static final int GET_TAG = 0x10;
  private static final int SET_TAG = 0x11;

  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());

  private static final MethodHandle AES_128_GCM = function("EVP_aes_128_gcm");
  private static final MethodHandle AES_256_GCM = function("EVP_aes_256_gcm");
  private static final MethodHandle NEW = function("EVP_CIPHER_CTX_new");
  private static final MethodHandle FREE =
      handle("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG));
  private static final MethodHandle INIT =
      call("EVP_CipherInit_ex", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle UPDATE =
      call("EVP_CipherUpdate", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle FINAL =
      call("EVP_CipherFinal_ex", JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CONTROL =
      call("EVP_CIPHER_CTX_ctrl", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);

  private LibCrypto() {}

  private static MethodHandle function(String name) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG));
  }

  private static MethodHandle call(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(LIBRARY.findOrThrow(name), descriptor, Linker.Option.critical(false));
  }

  /** AES-GCM under a key of 16 or 32 bytes; freed, and the key wiped, when nothing refers to it. */
  static MemorySegment gcm(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      long made = (long) NEW.invokeExact();
      if (made == NULL) {
        throw new OutOfMemoryError("no context for a cipher");
      }
      MemorySegment context =
          MemorySegment.ofAddress(made).reinterpret(Arena.ofAuto(), LibCrypto::free);
      long algorithm =
          key.length == 16 ? (long) AES_128_GCM.invokeExact() : (long) AES_256_GCM.invokeExact();
      MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
      check((int) INIT.invokeExact(made, algorithm, NULL, copy.address(), NULL, 1));
      copy.fill((byte) 0);
      return context;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void free(MemorySegment context) {
    try {
      FREE.invokeExact(context.address());
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Begins a packet; the key stays. */
  static void begin(long context, boolean seals, long nonce) {
    try {
      check((int) INIT.invokeExact(context, NULL, NULL, NULL, nonce, seals ? 1 : 0));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /**
   * Encrypts or decrypts in place.
   *
   * @param spare where a length is written that we know
   */
  static void crypt(long context, long bytes, int length, long spare) {
    update(context, bytes, bytes, length, spare);
  }

  /** Takes what is authenticated and stays readable. */
  static void cover(long context, long bytes, int length, long spare) {
    update(context, NULL, bytes, length, spare);
  }

  private static void update(long context, long to, long from, int length, long spare) {
    try {
      check((int) UPDATE.invokeExact(context, to, spare, from, length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Ends a sealed packet, and writes its tag. */
  static void putTag(long context, long tag, int bytes, long spare) {
    try {
      check((int) FINAL.invokeExact(context, spare, spare));
      check((int) CONTROL.invokeExact(context, GET_TAG, bytes, tag));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Ends an opened packet; whether its tag is this one. */
  static boolean hasTag(long context, long tag, int bytes, long spare) {
    try {
      check((int) CONTROL.invokeExact(context, SET_TAG, bytes, tag));
      return (int) FINAL.invokeExact(context, spare, spare) == 1;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void check(int result) {
    if (result != 1) {
      throw new IllegalStateException("libcrypto refuses");
    }
  }

  private static RuntimeException failed(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
