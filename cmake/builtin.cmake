# patterns/*.yaml and weak-secrets.txt become bytes of the program: checked and compiled at build time by embed_builtin.
file(GLOB patterns CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/patterns/*.yaml ${PROJECT_SOURCE_DIR}/patterns/*.txt)
add_executable(embed_builtin ${PROJECT_SOURCE_DIR}/cmake/embed_builtin.cc)
target_link_libraries(embed_builtin PRIVATE packrake_credential packrake_match packrake_rules packrake_text packrake_base packrake_flags)

set(embedded ${PROJECT_BINARY_DIR}/builtin)
add_custom_command(
  OUTPUT ${embedded}/rules.compact ${embedded}/rules.hsdb ${embedded}/rules.filters ${embedded}/weak-secrets.txt
  COMMAND embed_builtin ${PROJECT_SOURCE_DIR}/patterns ${embedded}
  DEPENDS embed_builtin ${patterns}
  COMMENT "Checking and compiling the built-in rules")
set_source_files_properties(${PROJECT_SOURCE_DIR}/cmake/builtin_data.S PROPERTIES
  COMPILE_OPTIONS "-I${embedded}"
  OBJECT_DEPENDS "${embedded}/rules.compact;${embedded}/rules.hsdb;${embedded}/rules.filters;${embedded}/weak-secrets.txt")
add_library(packrake_builtin STATIC ${PROJECT_SOURCE_DIR}/cmake/builtin_data.S ${PROJECT_SOURCE_DIR}/cmake/builtin_data.cc)
target_link_libraries(packrake_builtin PUBLIC packrake_rules)
