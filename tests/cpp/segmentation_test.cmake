# ICU is the oracle for the rules of UAX #29; the test file of Unicode comes with Debian's unicode-data.
find_package(ICU COMPONENTS uc)
if(ICU_FOUND)
  hansift_room_test(segmentation LINKS ICU::uc)
  target_compile_definitions(segmentation_test PRIVATE HANSIFT_HAVE_ICU=1)
else()
  hansift_room_test(segmentation)
endif()
