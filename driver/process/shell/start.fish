# fish reads this file in `rto shell` after its own configuration. It puts instrumented go first on PATH.
set -g __rto_goroot $RTO_SHELL_GOROOT
set -e RTO_SHELL_GOROOT
set -e RTO_SHELL_START

# Not only once: tools such as mise, asdf and direnv change PATH and GOROOT at every prompt.
function __rto_go_first --on-event fish_prompt --on-event fish_preexec
    set -gx GOROOT $__rto_goroot
    set -gx GOTOOLCHAIN local
    if test "$PATH[1]" = "$__rto_goroot/bin"
        return
    end
    set -l others
    for folder in $PATH
        if test "$folder" != "$__rto_goroot/bin"
            set others $others $folder
        end
    end
    set -gx PATH $__rto_goroot/bin $others
end

__rto_go_first
