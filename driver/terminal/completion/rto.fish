# Completion of rto for fish; in config.fish: rto completion fish | source
function __rto_propose
    set -l words (commandline -opc)
    set -l partial (commandline -ct)
    set -g __rto_proposals ($words[1] completion fish -- $words[2..-1] "$partial" 2>/dev/null)
    test (count $__rto_proposals) -gt 0
end
# Where rto proposes nothing, files.
complete -c rto -n __rto_propose -f -a '$__rto_proposals'
