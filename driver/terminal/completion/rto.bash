# Completion of rto for bash; in ~/.bashrc: eval "$(rto completion bash)"
_rto() {
  local word rto
  COMPREPLY=()
  # The one on PATH answers, by an absolute path: a TAB must not start what lies in the folder one happens to be in.
  rto=$(type -P rto) && [[ $rto == /* ]] || return
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <("$rto" completion bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
# Where rto proposes nothing, files.
complete -o bashdefault -o default -F _rto rto
