# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
burnish_add_test(tst_error SOURCES common/tst_error.cpp LABELS unit)
burnish_add_test(tst_file_bytes SOURCES common/tst_file_bytes.cpp LABELS unit)
burnish_add_test(tst_write_file SOURCES common/tst_write_file.cpp LABELS unit)
burnish_add_test(tst_app_paths SOURCES common/tst_app_paths.cpp LABELS unit)

burnish_add_test(tst_image SOURCES image/tst_image.cpp LABELS unit)

burnish_add_test(tst_sampler SOURCES api/tst_sampler.cpp LABELS unit)
burnish_add_test(tst_step_count SOURCES api/tst_step_count.cpp LABELS unit)
burnish_add_test(tst_compute_plan SOURCES api/tst_compute_plan.cpp LABELS unit)
burnish_add_test(tst_tiling SOURCES api/tst_tiling.cpp LABELS unit)
add_library(burnish_other_engine MODULE api/other_engine.cpp)
target_link_libraries(burnish_other_engine PRIVATE burnish_options)
set_target_properties(burnish_other_engine PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
burnish_add_test(tst_engine_loader SOURCES api/tst_engine_loader.cpp LABELS unit)
target_compile_definitions(tst_engine_loader PRIVATE BURNISH_OTHER_ENGINE="$<TARGET_FILE:burnish_other_engine>")
add_dependencies(tst_engine_loader burnish_other_engine)

burnish_add_test(tst_safetensors_reader SOURCES weights/tst_safetensors_reader.cpp LABELS unit)
burnish_add_test(tst_checkpoint SOURCES weights/tst_checkpoint.cpp LABELS unit)
burnish_add_test(tst_checkpoint_detection SOURCES weights/tst_checkpoint_detection.cpp LABELS unit)
burnish_add_test(tst_key_map SOURCES weights/tst_key_map.cpp LABELS unit golden)
burnish_add_test(tst_lora_file SOURCES weights/tst_lora_file.cpp LABELS unit)

burnish_add_test(tst_clip_tokenizer SOURCES tokenizer/tst_clip_tokenizer.cpp LABELS unit golden)
burnish_add_test(tst_prompt_parser SOURCES tokenizer/tst_prompt_parser.cpp LABELS unit)

burnish_add_test(tst_png_text SOURCES metadata/tst_png_text.cpp LIBRARIES ZLIB::ZLIB LABELS unit)
burnish_add_test(tst_generation_parameters SOURCES metadata/tst_generation_parameters.cpp LABELS unit)
burnish_add_test(tst_found_recipe SOURCES metadata/tst_found_recipe.cpp LABELS unit)
burnish_add_test(tst_picture_metadata SOURCES metadata/tst_picture_metadata.cpp LABELS unit)
burnish_add_test(tst_batch_plan SOURCES metadata/tst_batch_plan.cpp LABELS unit)
burnish_add_test(tst_recipe SOURCES metadata/tst_recipe.cpp LABELS unit)
