# ICU is the reference for NFC; without it that one comparison is left out.
find_package(ICU COMPONENTS uc)
if(ICU_FOUND)
  hansift_room_test(cleaning LINKS ICU::uc)
  target_compile_definitions(cleaning_test PRIVATE HANSIFT_TEST_ICU)
else()
  hansift_room_test(cleaning)
endif()
