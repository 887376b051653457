#compdef readinglist rl
# Completion of readinglist and rl for zsh: eval "$(rl completion zsh)" in ~/.zshrc.

_readinglist() {
  local program=${(Q)words[1]} line word note what
  local -a typed finished open
  local foreign=0
  (( $+commands[$program] )) || [[ -x ${~program} ]] || program=readinglist
  typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  for line in "${(@f)$("${~program}" __complete zsh "${typed[@]}" </dev/null 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    if [[ $line == $'\t'* ]]; then
      what=${${line#$'\t'}%%$'\t'*}
      [[ -z ${line##*$'\t'} ]] || compset -P '*='
      [[ $what == folders ]] && _files -/ || _files
      return
    fi
    word=${line%%$'\t'*} note=${line#*$'\t'}
    [[ $word == ${(b)typed[-1]}* ]] || foreign=1
    word=${${word//\\/\\\\}//:/\\:}
    if [[ $line == *[=:,]$'\t'* ]]; then
      open+=("$word:$note")
    else
      finished+=("$word:$note")
    fi
  done
  # What several have in common must not take the place of what was typed where it is something else.
  (( foreign && $#finished + $#open > 1 )) && compstate[insert]=menu
  (( $#finished )) && _describe -V readinglist finished -U
  (( $#open )) && _describe -V readinglist-open open -U -S ''
  (( $#finished + $#open ))
}

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _readinglist readinglist rl
