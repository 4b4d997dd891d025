# Completion of rto for bash; in ~/.bashrc: eval "$(rto completion bash)"
_rto() {
  local word
  COMPREPLY=()
  # rto that is being typed knows its own commands and options.
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <("$1" completion bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
# Where rto proposes nothing, files.
complete -o bashdefault -o default -F _rto rto
