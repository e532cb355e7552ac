/* The files that embed_builtin wrote, as bytes of the program. */
        .section .rodata
        .macro embed symbol, file
        .global packrake_\symbol\()_begin
        .global packrake_\symbol\()_end
        .balign 64
packrake_\symbol\()_begin:
        .incbin "\file"
packrake_\symbol\()_end:
        .byte 0
        .endm
        embed rules, "rules.compact"
        embed database, "rules.hsdb"
        embed line_filters, "rules.filters"
        embed weak_secrets, "weak-secrets.txt"
        .section .note.GNU-stack,"",%progbits
