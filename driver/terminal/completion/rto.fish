# Completion of rto for fish; in config.fish: rto completion fish | source
function __rto_propose
    set -l words (commandline -opc)
    set -l partial (commandline -ct)
    # The one on PATH answers, by an absolute path: a TAB must not start what lies in the folder one happens to be in.
    set -l rto (type -fP rto 2>/dev/null)
    set -g __rto_proposals
    string match -q '/*' -- "$rto"; or return 1
    set -g __rto_proposals ($rto completion fish -- $words[2..-1] "$partial" 2>/dev/null)
    test (count $__rto_proposals) -gt 0
end
# Where rto proposes nothing, files.
complete -c rto -n __rto_propose -f -a '$__rto_proposals'
