import type { Command } from 'commander';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { shippedNames } from './shippedBooks.ts';
import { tell } from './terminal.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

interface Words {
  readonly name: string;
  readonly says: string;
  readonly options: readonly { readonly flag: string; readonly says: string }[];
  readonly takesBook: boolean;
}

function wordsOf(program: Command): Words[] {
  return program.commands.map((command) => ({
    name: command.name(),
    says: command.description(),
    options: command.options.map((option) => ({ flag: option.long ?? option.flags, says: option.description })),
    takesBook: command.registeredArguments.some((argument) => argument.name() === 'book'),
  }));
}

/** `interlock completion SHELL`: a script that completes commands, options and shipped books. */
export function runCompletion(program: Command, shell: string): number {
  const words = wordsOf(program);
  const books = shippedNames();
  if (shell === 'bash') tell(bashScript(words, books));
  else if (shell === 'zsh') tell(zshScript(words, books));
  else if (shell === 'fish') tell(fishScript(words, books));
  else throw new CommandFailure(EXIT.usage, 'usage.unknown-shell', `there is completion for ${SHELLS.join(', ')}`);
  return EXIT.done;
}

function bashScript(words: readonly Words[], books: readonly string[]): string {
  const cases = words
    .map(({ name, options, takesBook }) => {
      const more = takesBook ? ` ${books.join(' ')}` : '';
      return `    ${name}) words="${options.map((o) => o.flag).join(' ')}${more}" ;;`;
    })
    .join('\n');
  return `# bash completion for interlock; put it into your shell with: source <(interlock completion bash)
_interlock() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${words.map((w) => w.name).join(' ')} --help --version"
  else
    case "\${COMP_WORDS[1]}" in
${cases}
    *) words="" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _interlock interlock
`;
}

/** Text inside single quotes of a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll('[', '(').replaceAll(']', ')').replaceAll(':', ' ');
}

function zshScript(words: readonly Words[], books: readonly string[]): string {
  const commands = words.map(({ name, says }) => `    '${name}:${quoted(says)}'`).join('\n');
  const cases = words
    .map(({ name, options, takesBook }) => {
      const flags = options.map((o) => `'${o.flag}[${quoted(o.says)}]'`).join(' ');
      return `    ${name}) _arguments ${flags} '*:file:${takesBook ? '_interlock_book' : '_files'}' ;;`;
    })
    .join('\n');
  return `#compdef interlock
# zsh completion for interlock; save it as _interlock in a folder of your $fpath
_interlock_book() {
  compadd -- ${books.join(' ')}
  _files
}
_interlock() {
  local -a commands
  commands=(
${commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases}
  esac
}
if [ "$funcstack[1]" = "_interlock" ]; then _interlock "$@"; else compdef _interlock interlock; fi
`;
}

function fishScript(words: readonly Words[], books: readonly string[]): string {
  const lines = words.flatMap(({ name, says, options, takesBook }) => [
    `complete -c interlock -n __fish_use_subcommand -f -a ${name} -d '${quoted(says)}'`,
    ...options.map(
      (o) =>
        `complete -c interlock -n '__fish_seen_subcommand_from ${name}' -l ${o.flag.replace(/^--/, '')} -d '${quoted(o.says)}'`,
    ),
    ...(takesBook ? [`complete -c interlock -n '__fish_seen_subcommand_from ${name}' -a '${books.join(' ')}'`] : []),
  ]);
  return `# fish completion for interlock; save it as ~/.config/fish/completions/interlock.fish\n${lines.join('\n')}\n`;
}
