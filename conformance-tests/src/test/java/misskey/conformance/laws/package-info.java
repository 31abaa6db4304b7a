/**
 * The laws that the kit itself is held to, a class each:
 *
 * <ul>
 *   <li>identity: {@link misskey.conformance.laws.IdentityTest}
 *   <li>fidelity: {@link misskey.conformance.laws.FidelityTest}
 *   <li>kill, reason and precision: {@link misskey.conformance.laws.KillTest}; for files about bugs and faults
 *       {@link misskey.conformance.laws.BugFilesTest} and {@link misskey.conformance.laws.FaultFilesTest}
 *   <li>nothing: {@link misskey.conformance.laws.NothingTest}; for clients and scenarios {@code play/NothingIsLeftTest}
 *   <li>benign: {@link misskey.conformance.laws.BenignTest}
 *   <li>noise: {@link misskey.conformance.laws.NoiseTest}
 *   <li>ids: {@code RequirementsTest} of the module schemas
 *   <li>exits: {@code verdict/GateTest} and {@code verdict/BaselineTableTest}
 *   <li>repro: {@link misskey.conformance.laws.ReproTest}
 *   <li>secrets: {@link misskey.conformance.laws.SecretsTest}
 * </ul>
 *
 * <p>What takes long is shown by a sample that is the same each time, and in full with {@code MISSKEY_KIT_DEEP=1} in the
 * environment.
 */
package misskey.conformance.laws;
