# Completion of readinglist and rl for Bash: eval "$(rl completion bash)" in ~/.bashrc.

_readinglist() {
  local program=$1 line=${COMP_LINE:0:COMP_POINT} word kind file
  [[ -n $COMP_LINE ]] || line="${COMP_WORDS[*]:0:COMP_CWORD+1}"
  type -P -- "$program" >/dev/null || program=readinglist
  COMPREPLY=()
  while IFS= read -r word; do
    if [[ $word == $'\t'* ]]; then
      IFS=$'\t' read -r kind file <<<"${word#$'\t'}"
      _readinglist_files "$kind" "$file"
      return
    fi
    COMPREPLY+=("$word")
  done < <("$program" __complete bash-line "$line" "$COMP_WORDBREAKS" </dev/null 2>/dev/null)
  # More is to come after these, so that no space belongs behind them.
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:,] ]] && type compopt &>/dev/null; then
    compopt -o nospace 2>/dev/null
  fi
}

_readinglist_files() {
  local kind=-f name
  [[ $1 == folders ]] && kind=-d
  type compopt &>/dev/null && compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    COMPREPLY+=("$name")
  done < <(compgen "$kind" -- "$2")
}

complete -F _readinglist readinglist rl
