# type.zsh SHELL FOLDER LINE...: types lines into a shell, with the key Tab behind each, and prints the
# commands that it would have run. The folder holds the script of the shell and the files it may offer.
emulate zsh
zmodload zsh/zpty
shell=$1 folder=$2
shift 2
export TERM=xterm LC_ALL=C.UTF-8 HOME=$folder
cd $folder

# Reads what the shell shows until it fits a pattern.
wait_for() {
    screen=
    for attempt in {1..600}; do
        zpty -r -t shell part && screen+=$part
        [[ $screen = $~1 ]] && return
        sleep 0.05
    done
    print -r -- "did not come: $1 in ${(V)screen}"
    zpty -d shell
    exit 1
}

# What is typed to set up must not look like what is waited for.
case $shell in
bash)
    zpty shell bash --norc --noprofile -i
    set_up="source rasoat.bash; rasoat() { echo \"ran <\$*>\"; }; echo rea\"\"dy"
    ;;
elvish)
    zpty shell elvish -rc /dev/null
    set_up="use str; eval (slurp < rasoat.elvish); fn rasoat {|@words| echo ran '<'(str:join ' ' \$words)'>' }; echo rea''dy"
    ;;
fish)
    zpty shell fish --no-config -i
    set_up="source rasoat.fish; function rasoat; echo \"ran <\$argv>\"; end; echo rea\"\"dy"
    ;;
zsh)
    mkdir functions && cp rasoat.zsh functions/_rasoat
    zpty shell zsh -f -i
    set_up="fpath=(\$PWD/functions \$fpath); autoload -Uz compinit; compinit -u -d dump; rasoat() { print -r \"ran\" \"<\$*>\" }; print rea\"\"dy"
    ;;
esac
zpty -w shell $set_up
wait_for '*ready*'
for line in $@; do
    zpty -w -n shell "rasoat $line"$'\t'
    sleep 0.5
    zpty -w -n shell $'\n'
    wait_for '*ran <*>*'
    [[ $screen =~ 'ran <[^>]*>' ]] && print -r -- $MATCH
done
zpty -d shell
