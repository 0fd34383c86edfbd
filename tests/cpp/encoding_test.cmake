# The room's tests in files by subject, in one program.
hansift_room_test(encoding)
target_sources(encoding_test PRIVATE "${CMAKE_CURRENT_LIST_DIR}/encoding_stream_test.cpp" "${CMAKE_CURRENT_LIST_DIR}/encoding_encode_test.cpp")
