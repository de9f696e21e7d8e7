# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
# Tests of the rooms that paint, and of the window as a whole.
burnish_add_test(tst_view_transform LABELS unit SOURCES canvas/tst_view_transform.cpp LIBRARIES burnish_ui)
burnish_add_test(tst_compare_view LABELS unit SOURCES canvas/tst_compare_view.cpp LIBRARIES burnish_ui)
burnish_add_test(tst_screen_profile LABELS xvfb SOURCES canvas/tst_screen_profile.cpp LIBRARIES burnish_ui xcb)
burnish_add_test(tst_strength_slider LABELS unit SOURCES panels/tst_strength_slider.cpp LIBRARIES burnish_ui)
burnish_add_test(tst_error_bar LABELS unit SOURCES panels/tst_error_bar.cpp LIBRARIES burnish_ui)
burnish_add_test(tst_refine_panel LABELS unit SOURCES panels/tst_refine_panel.cpp LIBRARIES burnish_test_support)
burnish_add_test(tst_theme LABELS unit SOURCES theme/tst_theme.cpp LIBRARIES burnish_ui)
burnish_add_test(tst_desktop_appearance LABELS unit WRAPPER dbus-run-session --
    SOURCES theme/tst_desktop_appearance.cpp LIBRARIES burnish_ui Qt6::DBus)
burnish_add_test(tst_window_unsaved LABELS unit
    SOURCES window/tst_window_unsaved.cpp window/window_fixture.h LIBRARIES burnish_test_support)
burnish_add_test(tst_drop_offer LABELS unit SOURCES window/tst_drop_offer.cpp LIBRARIES burnish_ui)
foreach(unit edit languages)
    burnish_add_test(tst_window_${unit} LABELS unit
        SOURCES window/tst_window_${unit}.cpp window/window_fixture.h LIBRARIES burnish_test_support)
endforeach()
target_compile_definitions(tst_window_languages PRIVATE BURNISH_TRANSLATIONS="${CMAKE_BINARY_DIR}/translations")
add_dependencies(tst_window_languages burnish_translations)
burnish_add_test(tst_window_access LABELS unit
    SOURCES window/tst_window_access.cpp window/window_fixture.h LIBRARIES burnish_test_support)
burnish_add_test(tst_window_routes LABELS unit
    SOURCES window/tst_window_routes.cpp window/window_fixture.h LIBRARIES burnish_test_support)
burnish_add_test(tst_window_smoke LABELS xvfb
    SOURCES window/tst_window_smoke.cpp window/window_fixture.h LIBRARIES burnish_test_support)
burnish_add_test(tst_drag_out LABELS xvfb
    SOURCES window/tst_drag_out.cpp window/window_fixture.h LIBRARIES burnish_test_support)
add_executable(drop_receiver window/drop_receiver.cpp)
target_link_libraries(drop_receiver PRIVATE burnish_options Qt6::Widgets)
set_target_properties(drop_receiver PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_dependencies(tst_drag_out drop_receiver)
if(BURNISH_BUILD_ENGINE AND BURNISH_BUILD_CODEC)
    burnish_add_test(tst_event_loop_engine LABELS integration TIMEOUT 600
        SOURCES window/tst_event_loop_engine.cpp LIBRARIES burnish_test_support)
    add_dependencies(tst_event_loop_engine burnish_engine burnish-codec)
endif()

# Draws the window's states for tests/tools/take_screenshots.sh.
add_executable(window_shots window/window_shots.cpp window/window_fixture.h)
target_link_libraries(window_shots PRIVATE burnish_test_support Qt6::Test)
target_compile_definitions(window_shots PRIVATE BURNISH_RESOURCES="${CMAKE_SOURCE_DIR}/resources"
                           BURNISH_TRANSLATIONS="${CMAKE_BINARY_DIR}/translations")
set_target_properties(window_shots PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
