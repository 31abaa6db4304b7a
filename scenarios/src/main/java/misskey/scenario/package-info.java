/**
 * The scenario language: files that say who sends what, read, checked, explained and matched.
 *
 * <p>One file is played from either side; the players live in the mock and in the suite and share the
 * patterns here. Pure: reads files, opens no socket. May use {@code misskey.protocol}, Jackson and
 * snakeyaml-engine, which Jackson brings and which alone says where in a file a value stands.
 */
@NullMarked
package misskey.scenario;

import org.jspecify.annotations.NullMarked;
