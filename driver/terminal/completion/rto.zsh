#compdef rto
# Completion of rto for zsh; in ~/.zshrc, after compinit: eval "$(rto completion zsh)"
_rto() {
  local line rto
  local -a proposals
  # The one on PATH answers, by an absolute path: a TAB must not start what lies in the folder one happens to be in.
  rto=$(whence -p rto)
  [[ $rto == /* ]] || { _files; return }
  while IFS= read -r line; do
    # _describe wants name:explanation.
    proposals+=("${${line//:/\\:}/$'\t'/:}")
  done < <("$rto" completion zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( $#proposals )); then
    _describe rto proposals
  else
    _files
  fi
}
# As a file of $fpath this is the function itself.
if [[ ${funcstack[1]-} == _rto ]]; then
  _rto "$@"
else
  compdef _rto rto
fi
