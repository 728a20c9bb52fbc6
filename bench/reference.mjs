// The contestants from outside: what is on this machine, and how they are called.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const compiler = 'gcc';

/** The surroundings of a reference: a processor type that was set for another library slows NumPy down or stops it. */
function surroundings() {
  const { OPENBLAS_CORETYPE: _, ...others } = process.env;
  return others;
}

/**
 * Compiles a C program with all that the machine can do.
 * @param {string} source
 * @param {string} program
 * @returns {string | undefined} the program, or nothing where there is no compiler
 */
export function compileC(source, program) {
  const made = spawnSync(compiler, ['-O3', '-march=native', '-o', program, source, '-lm'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return made.status === 0 ? program : undefined;
}

/**
 * Whether Python has a module.
 * @param {string} module
 */
export function hasPython(module) {
  return spawnSync('python3', ['-c', `import ${module}`], { env: surroundings(), stdio: 'ignore' }).status === 0;
}

/**
 * Runs a reference and reads the numbers that it prints.
 * @param {string} program
 * @param {readonly string[]} given
 * @returns {number[]}
 */
export function printedNumbers(program, given) {
  const printed = execFileSync(program, [...given], { encoding: 'utf8', env: surroundings() });
  return printed.trim().split(/\s+/).map(Number);
}

/**
 * The doubles in a file.
 * @param {string} file
 */
export function doublesIn(file) {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
