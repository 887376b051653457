# Completion of readinglist and rl for fish: rl completion fish | source in ~/.config/fish/config.fish.

function __readinglist_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $words[1]
    type -q -- $program; or set program readinglist
    for line in ($program __complete fish $words[2..-1] $typed </dev/null 2>/dev/null)
        if not string match -q -- \t'*' $line
            printf '%s\n' $line
            continue
        end
        set -l kind (string split -- \t $line)
        set -l file (string replace -- "$kind[3]" '' $typed)
        if test "$kind[2]" = folders
            printf '%s\n' $kind[3](__fish_complete_directories $file '')
        else
            printf '%s\n' $kind[3](__fish_complete_path $file)
        end
    end
end

complete -c readinglist -f -a '(__readinglist_complete)'
complete -c rl -f -a '(__readinglist_complete)'
