# zsh reads this file first in `rto shell` (ZDOTDIR points here). It gives ZDOTDIR back at once. So zsh reads all other
# start-up files, and writes its history and caches, exactly where it always does. A hook that runs when those files are
# done puts instrumented go first on PATH.
typeset -g __rto_goroot=$RTO_SHELL_GOROOT
unset RTO_SHELL_GOROOT
if (( ${+RTO_SHELL_ZDOTDIR} )); then
  ZDOTDIR=$RTO_SHELL_ZDOTDIR
  unset RTO_SHELL_ZDOTDIR
else
  unset ZDOTDIR
fi

# Not only once: tools such as mise, asdf and direnv change PATH and GOROOT at every prompt.
__rto_go_first() {
  emulate -L zsh
  export GOROOT=$__rto_goroot GOTOOLCHAIN=local
  [[ $path[1] == $__rto_goroot/bin ]] || path=($__rto_goroot/bin "${(@)path:#$__rto_goroot/bin}")
}

if [[ -r ${ZDOTDIR:-$HOME}/.zshenv ]]; then
  . "${ZDOTDIR:-$HOME}/.zshenv"
fi
__rto_go_first
# Two hooks, because a .zshrc may assign one of the lists anew; preexec runs after all that happens at a prompt.
typeset -ga precmd_functions preexec_functions
precmd_functions+=(__rto_go_first)
preexec_functions+=(__rto_go_first)
